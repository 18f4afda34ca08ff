import Screen

extension Keymap {
  /// The keymap that the user chose. What is wrong is left out, so that there are keys in any case.
  ///
  /// A chosen key is taken from the command that has it by the preset.
  package static func with(_ choices: KeyChoices) -> (keymap: Keymap, problems: [KeyProblem]) {
    var problems: [KeyProblem] = []
    var preset = KeyPreset.vim
    if let word = choices.preset {
      if let known = KeyPreset(rawValue: word.text) {
        preset = known
      } else {
        problems.append(KeyProblem(.unknownPreset(word.text), at: word.place))
      }
    }
    var chosen = ChosenKeys()
    for choice in choices.choices { problems += chosen.add(choice) }
    let keymap = preset.keymap
    problems += chosen.withdrawWhatLocksIn(keymap)
    return (keymap.replacing(chosen.keys), problems)
  }

  /// - Parameter keys: by command; they are taken from others of the same context.
  func replacing(_ keys: [Command: [Key]]) -> Keymap {
    var taken: [Command.Context: Set<Key>] = [:]
    for (command, keys) in keys { taken[command.context, default: []].formUnion(keys) }
    return Keymap(
      bindings.map { binding in
        var binding = binding
        binding.keys =
          keys[binding.command]
          ?? binding.keys.filter { taken[binding.command.context]?.contains($0) != true }
        return binding
      })
  }
}

/// Keys that were chosen without a clash.
private struct ChosenKeys {
  private struct Slot: Hashable {
    var context: Command.Context
    var key: Key
  }

  private(set) var keys: [Command: [Key]] = [:]
  private var places: [Command: KeyChoices.Place] = [:]
  private var owners: [Slot: (command: Command, place: KeyChoices.Place)] = [:]

  /// - Returns: what of the choice is not followed.
  mutating func add(_ choice: KeyChoices.Choice) -> [KeyProblem] {
    let name = choice.command.text
    guard let command = Command(rawValue: name) else {
      let nearest = Spelling.nearest(to: name, among: Command.allCases.map(\.name))
      return [KeyProblem(.unknownCommand(name, nearest: nearest), at: choice.command.place)]
    }
    if let place = places[command] {
      return [KeyProblem(.repeated(command, at: place), at: choice.command.place)]
    }
    places[command] = choice.command.place
    var problems: [KeyProblem] = []
    var keys: [Key] = []
    for word in choice.keys {
      guard let key = Key(named: word.text) else {
        problems.append(KeyProblem(.unknownKey(word.text), at: word.place))
        continue
      }
      let slot = Slot(context: command.context, key: key)
      if let owner = owners[slot] {
        problems.append(
          KeyProblem(
            .clash(key: key.name, command, with: owner.command, at: owner.place), at: word.place))
        continue
      }
      owners[slot] = (command, word.place)
      keys.append(key)
    }
    // A command none of whose keys can be had keeps those of the preset.
    if !keys.isEmpty || choice.keys.isEmpty { self.keys[command] = keys }
    return problems
  }

  /// Takes back the choices that leave no key to end the program with.
  mutating func withdrawWhatLocksIn(_ preset: Keymap) -> [KeyProblem] {
    var problems: [KeyProblem] = []
    for command in Command.allCases where command.needsKey {
      guard !preset.replacing(keys).hasKey(for: command) else { continue }
      if keys.removeValue(forKey: command) != nil, let place = places[command] {
        problems.append(KeyProblem(.leavesWithoutKey(command), at: place))
      }
      // Without keys of its own, the others have taken those of the preset.
      let usual = Set(preset.binding(of: command)?.keys ?? [])
      let thieves = owners.filter {
        $0.key.context == command.context && usual.contains($0.key.key)
          && $0.value.command != command
      }
      guard !preset.replacing(keys).hasKey(for: command) else { continue }
      for (slot, owner) in thieves.sorted(by: { $0.value.place < $1.value.place }) {
        keys[owner.command]?.removeAll { $0 == slot.key }
        problems.append(KeyProblem(.leavesWithoutKey(command), at: owner.place))
      }
    }
    return problems
  }
}

extension KeyChoices.Place: Comparable {
  package static func < (one: Self, other: Self) -> Bool {
    (one.line, one.column) < (other.line, other.column)
  }
}
