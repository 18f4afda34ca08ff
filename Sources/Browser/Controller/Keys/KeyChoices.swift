/// The user's own keys, as a configuration says them: a preset, and commands by name with the keys that
/// take the place of the preset's. What the names mean is checked by `Keymap.with`.
package struct KeyChoices: Sendable, Hashable {
  /// A place in a text, for messages. Both count from 1.
  package struct Place: Sendable, Hashable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// A text, and where it begins.
  package struct Word: Sendable, Hashable {
    package var text: String
    package var place: Place

    package init(_ text: String, at place: Place) {
      self.text = text
      self.place = place
    }
  }

  package struct Choice: Sendable, Hashable {
    /// The command's name: `half-page-down`.
    package var command: Word
    /// The names of its keys: `ctrl-d`. None unbinds it.
    package var keys: [Word]

    package init(_ command: Word, keys: [Word]) {
      self.command = command
      self.keys = keys
    }
  }

  /// nil for `vim`.
  package var preset: Word?
  package var choices: [Choice]
  package var own: [Own]

  /// A program of the user's own.
  package struct Own: Sendable, Hashable {
    package var name: Word
    package var key: Word
    /// The program and its arguments, with placeholders such as `{id}`; see `OwnCommand`.
    package var arguments: [Word]
    /// Whether it is asked about; nil where that follows from `isReadOnly`.
    package var confirms: Bool?
    /// It changes nothing, so it need not be asked about.
    package var isReadOnly: Bool

    package init(
      _ name: Word, key: Word, arguments: [Word], confirms: Bool? = nil, isReadOnly: Bool = false
    ) {
      self.name = name
      self.key = key
      self.arguments = arguments
      self.confirms = confirms
      self.isReadOnly = isReadOnly
    }
  }

  package init(preset: Word? = nil, _ choices: [Choice] = [], own: [Own] = []) {
    self.preset = preset
    self.choices = choices
    self.own = own
  }
}
