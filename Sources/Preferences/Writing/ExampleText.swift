/// A file with every option, all of them commented out.
public enum ExampleText {
  public static var text: String {
    var lines = [
      "# Settings of lazybatch; `lazybatch config path` prints where this file belongs.",
      "# Options of the command line and variables of the environment take precedence.",
      "# No key belongs in here: name a variable that holds it, or a command that prints it.",
    ]
    for option in OptionTable.options(of: .top) { lines += self.lines(of: option) }
    lines += [
      "",
      "# A set of keys (vim, arrows or emacs), and keys for single commands in place of its own; man",
      "# lazybatch has the names of both.", "# [keys]", "# preset = \"arrows\"",
      "# refresh = [\"r\", \"ctrl-r\"]", "",
      "# A server and whose batches are read: `lazybatch --profile work`.", "# [profile.work]",
    ]
    for option in OptionTable.options(of: .profile) { lines += self.lines(of: option) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of option: PreferenceOption) -> [String] {
    var lines = ["", "# " + option.meaning.replacingAll("`", by: "") + "."]
    var facts: [String] = []
    if case .word(let words) = option.kind {
      facts.append("one of " + words.joined(separator: ", "))
    }
    if let usual = option.usual { facts.append("by default " + usual.literal) }
    let others = [option.flag, option.variable].compactMap { $0 }
    if !others.isEmpty { facts.append(others.joined(separator: ", ")) }
    if !facts.isEmpty { lines += wrapped("(" + facts.joined(separator: "; ") + ")") }
    return lines + ["# \(option.name) = \(option.example)"]
  }

  /// A comment of lines that are not too long.
  private static func wrapped(_ text: String) -> [String] {
    let longest = 96
    var lines = ["#"]
    for word in text.split(separator: " ") {
      if lines[lines.count - 1].count + 1 + word.count > longest { lines.append("#") }
      lines[lines.count - 1] += " " + word
    }
    return lines
  }
}

extension String {
  fileprivate func replacingAll(_ text: Character, by other: String) -> String {
    split(separator: text, omittingEmptySubsequences: false).joined(separator: other)
  }
}
