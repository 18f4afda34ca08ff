/// Work for the background, with the number that its result comes back with. A number is given once,
/// so two are equal if their numbers are.
struct Numbered<Work: Sendable>: Sendable, Hashable {
  let work: Work
  let number: Int

  init(_ work: Work, number: Int) {
    self.work = work
    self.number = number
  }

  static func == (left: Numbered, right: Numbered) -> Bool { left.number == right.number }

  func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
