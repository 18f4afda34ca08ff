import Screen

/// Offers fields to clipboard programs in the background, one at a time.
final class Copier {
  private let clipboard: any Clipboard
  private let inbox: Inbox<Event>
  private var task: Task<Void, Never>?
  /// What was offered last, until that is answered.
  private(set) var awaited: (field: CopyField, number: Int)?

  /// - Parameter inbox: receives which program took the text, unless a newer copy replaced it.
  init(clipboard: any Clipboard, inbox: Inbox<Event>) {
    self.clipboard = clipboard
    self.inbox = inbox
  }

  func offer(_ field: CopyField, number: Int) {
    awaited = (field, number)
    task?.cancel()
    task = Task { [before = task, clipboard, inbox] in
      // A program that is late with the text before must not replace this one.
      await before?.value
      if Task.isCancelled { return }
      await clipboard.offer(field.text) { inbox.put(.offered(field, number: number, $0)) }
    }
  }

  func noteAnswer(number: Int) {
    if awaited?.number == number { awaited = nil }
  }
}
