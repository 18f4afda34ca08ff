/// Filters that begin with `-`, which the parser would take for options: of `-status:completed`, it would
/// read the `h` of another word as a request for help.
enum FilterArguments {
  /// The commands that take a filter.
  private static let commands: Set<String> = ["list", "count", "wait"]
  /// What may follow the name of a field in a filter.
  private static let operators: Set<Character> = [":", "<", ">", "="]
  /// Words from here on are not ours: texts as they are, and the program of `wait`.
  private static let ends = ["--", "--exec"]

  /// Puts a blank before such filters, which means nothing in them and keeps them from being options.
  /// - Parameter arguments: without the program's name.
  /// - Throws: `Failure.usage` for a word that may be meant as a filter or as an option.
  static func prepared(_ arguments: [String]) throws(Failure) -> [String] {
    guard let command = arguments.first, commands.contains(command) else { return arguments }
    var prepared: [String] = []
    for (index, word) in arguments.enumerated() {
      if ends.contains(word) || word.hasPrefix("--exec=") {
        return prepared + arguments[index...]
      }
      let before = index > 0 ? arguments[index - 1] : ""
      if isTerm(word) {
        prepared.append(" " + word)
      } else if mayBeFilter(word), !before.hasPrefix("--") {
        throw .usage(
          "There is no option \(word); a filter that begins with - follows --: "
            + "lazybatch \(command) -- '\(word)'")
      } else {
        prepared.append(word)
      }
    }
    return prepared
  }

  /// Whether it is `-`, a name and an operator, such as `-status:failed`.
  private static func isTerm(_ word: String) -> Bool {
    guard word.first == "-" else { return false }
    let name = word.dropFirst().prefix { $0.isASCII && $0.isLetter }
    let rest = word.dropFirst(name.count + 1)
    return !name.isEmpty && rest.first.map(operators.contains) ?? false
  }

  /// Whether no option looks like that: all with one `-` have one letter. What follows an option may be its
  /// value.
  private static func mayBeFilter(_ word: String) -> Bool {
    word.first == "-" && word.dropFirst().first != "-" && word.count > 2
  }
}
