/// Why something of `KeyChoices` is not followed.
package struct KeyProblem: Error, Sendable, Hashable {
  enum Reason: Sendable, Hashable {
    case unknownPreset(String)
    case unknownCommand(String, nearest: String?)
    case unknownKey(String)
    /// The keys of a command were chosen before.
    case repeated(Command, at: KeyChoices.Place)
    /// Another command has chosen the key.
    case clash(key: String, of: String, with: String, at: KeyChoices.Place)
    /// Names no field of a batch.
    case unknownPlaceholder(String, nearest: String?)
    /// What is run must not depend on the batch.
    case placeholderAsProgram
    case noProgram
    /// The program could not be left any more.
    case leavesWithoutKey(Command)
  }

  /// Of what is not followed.
  package let place: KeyChoices.Place
  let reason: Reason

  init(_ reason: Reason, at place: KeyChoices.Place) {
    self.reason = reason
    self.place = place
  }

  /// Without the place itself: "ctrl-d is already the key of half-page-down (line 4, column 19)".
  package var sentence: String {
    switch reason {
    case .unknownPreset(let name):
      "there is no preset \"\(name)\"; there are "
        + KeyPreset.allCases.map(\.rawValue).joined(separator: ", ")
    case .unknownCommand(let name, let nearest):
      "there is no command \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
    case .unknownKey(let name):
      "\"\(name)\" is no key; keys are written as j, G, ctrl-d, alt-x, f1, enter, page-down"
    case .repeated(let command, let place):
      "the keys of \(command.name) are already chosen (\(Self.text(of: place)))"
    case .clash(let key, let name, let other, let place):
      name == other
        ? "\(key) is named twice for \(name) (\(Self.text(of: place)))"
        : "\(key) cannot be a key of \(name): it is one of \(other) "
          + "(\(Self.text(of: place)))"
    case .unknownPlaceholder(let name, let nearest):
      "a batch has no {\(name)}" + (nearest.map { "; did you mean {\($0)}?" } ?? "")
        + "; write {{\(name)}} for the text {\(name)}"
    case .placeholderAsProgram: "the program itself cannot be a placeholder"
    case .noProgram: "there is no program to run"
    case .leavesWithoutKey(let command):
      "\(command.name) would have no key left, and the program could not be left"
    }
  }

  private static func text(of place: KeyChoices.Place) -> String {
    "line \(place.line), column \(place.column)"
  }
}
