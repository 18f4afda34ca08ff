import Batches
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
    for own in choices.own { problems += chosen.add(own) }
    let keymap = preset.keymap
    problems += chosen.withdrawWhatLocksIn(keymap)
    return (keymap.replacing(chosen.keys, own: chosen.own), problems)
  }

  /// - Parameters:
  ///   - keys: by command; they are taken from others of the same context.
  ///   - own: programs of the user's own, whose keys are taken, too.
  func replacing(_ keys: [Command: [Key]], own: [OwnCommand] = []) -> Keymap {
    var taken: [Command.Context: Set<Key>] = [:]
    for (command, keys) in keys { taken[command.context, default: []].formUnion(keys) }
    taken[.everywhere, default: []].formUnion(own.map(\.key))
    return Keymap(
      bindings.map { binding in
        var binding = binding
        binding.keys =
          keys[binding.command]
          ?? binding.keys.filter { taken[binding.command.context]?.contains($0) != true }
        return binding
      }, own: own)
  }
}

/// Keys that were chosen without a clash.
private struct ChosenKeys {
  private struct Slot: Hashable {
    var context: Command.Context
    var key: Key
  }

  private(set) var keys: [Command: [Key]] = [:]
  private(set) var own: [OwnCommand] = []
  private var places: [Command: KeyChoices.Place] = [:]
  private var owners: [Slot: (name: String, place: KeyChoices.Place)] = [:]

  /// - Returns: what of the choice is not followed.
  mutating func add(_ choice: KeyChoices.Choice) -> [KeyProblem] {
    let name = choice.command.text
    guard let command = Command(rawValue: name) else {
      let nearest = NearestName.of(name, among: Command.allCases.map(\.name))
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
      if let problem = claim(key, at: word.place, for: command.name, in: command.context) {
        problems.append(problem)
      } else {
        keys.append(key)
      }
    }
    // A command none of whose keys can be had keeps those of the preset.
    if !keys.isEmpty || choice.keys.isEmpty { self.keys[command] = keys }
    return problems
  }

  mutating func add(_ choice: KeyChoices.Own) -> [KeyProblem] {
    let command: OwnCommand
    do throws(KeyProblem) {
      command = try OwnCommand(choice)
    } catch {
      return [error]
    }
    if let problem = claim(
      command.key, at: choice.key.place, for: command.name, in: .everywhere)
    {
      return [problem]
    }
    own.append(command)
    return []
  }

  /// - Returns: the clash, where the key is another's.
  private mutating func claim(
    _ key: Key, at place: KeyChoices.Place, for name: String, in context: Command.Context
  ) -> KeyProblem? {
    let slot = Slot(context: context, key: key)
    if let owner = owners[slot] {
      return KeyProblem(
        .clash(key: key.name, of: name, with: owner.name, at: owner.place), at: place)
    }
    owners[slot] = (name, place)
    return nil
  }

  /// Takes back the choices that leave no key to end the program with.
  mutating func withdrawWhatLocksIn(_ preset: Keymap) -> [KeyProblem] {
    var problems: [KeyProblem] = []
    for command in Command.allCases where command.needsKey {
      guard !preset.replacing(keys, own: own).hasKey(for: command) else { continue }
      if keys.removeValue(forKey: command) != nil, let place = places[command] {
        problems.append(KeyProblem(.leavesWithoutKey(command), at: place))
      }
      guard !preset.replacing(keys, own: own).hasKey(for: command) else { continue }
      // Others have taken those of the preset.
      let usual = Set(preset.binding(of: command)?.keys ?? [])
      let thieves = owners.filter {
        $0.key.context == command.context && usual.contains($0.key.key)
          && $0.value.name != command.name
      }
      for (slot, owner) in thieves.sorted(by: { $0.value.place < $1.value.place }) {
        for other in Command.allCases { keys[other]?.removeAll { $0 == slot.key } }
        own.removeAll { $0.key == slot.key }
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
