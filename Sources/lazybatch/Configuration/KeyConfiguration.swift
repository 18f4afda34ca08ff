import Browser
import Preferences

extension Preferences {
  /// The keys that `[keys]` asks for, and what is wrong with it.
  var keymap: (keymap: Keymap, problems: [PreferenceProblem]) {
    if keys.isEmpty { return (.standard, []) }
    let (keymap, problems) = Keymap.with(KeyChoices(keys))
    return (
      keymap,
      problems.map {
        PreferenceProblem(
          .keys($0.sentence), at: TextPosition(line: $0.place.line, column: $0.place.column))
      }
    )
  }
}

extension KeyChoices {
  /// The name in `[keys]` that is none of a command.
  private static let presetName = "preset"

  fileprivate init(_ preferences: [KeyPreference]) {
    self.init()
    for preference in preferences {
      let words = preference.keys.map { Word($0.text, at: Place($0.position)) }
      if preference.command == Self.presetName, let preset = words.first {
        self.preset = preset
      } else {
        choices.append(
          Choice(Word(preference.command, at: Place(preference.position)), keys: words))
      }
    }
  }
}

extension KeyChoices.Place {
  fileprivate init(_ position: TextPosition) {
    self.init(line: position.line, column: position.column)
  }
}
