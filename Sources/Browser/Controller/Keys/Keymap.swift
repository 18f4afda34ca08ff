import Screen

/// One row of the key table: what a key does, in which words, and under which heading.
struct Binding: Sendable, Hashable {
  enum Topic: String, Sendable, CaseIterable {
    case move = "Move"
    case detail = "Detail"
    case server = "Server"
    case find = "Find"
    case view = "View"
    case copy = "Copy and save"
    case program = "Program"
    case question = "Questions"
  }

  var keys: [Key]
  var command: Command
  var topic: Topic
  /// For the help screen: what it does.
  var help: String
  /// For the foot line: one word or two; nil keeps it out of there.
  var hint: String?

  init(
    _ keys: [Key], _ command: Command, _ topic: Topic, _ help: String, hint: String? = nil
  ) {
    self.keys = keys
    self.command = command
    self.topic = topic
    self.help = help
    self.hint = hint
  }
}

/// The key table. Behaviour, help screen and foot line all come from it.
package struct Keymap: Sendable, Hashable {
  let bindings: [Binding]
  /// Programs of the user's own.
  let own: [OwnCommand]
  private let commands: [Command.Context: [Key: Command]]

  init(_ bindings: [Binding], own: [OwnCommand] = []) {
    self.bindings = bindings
    self.own = own
    var commands: [Command.Context: [Key: Command]] = [:]
    for binding in bindings {
      for key in binding.keys {
        commands[binding.command.context, default: [:]][key] = binding.command
      }
    }
    self.commands = commands
  }

  /// What exactly this key is bound to.
  subscript(key: Key, context: Command.Context = .everywhere) -> Command? {
    commands[context]?[key]
  }

  /// What a key that was pressed means: the command that it is bound to, or else the key that it stands
  /// for with an input method or another keyboard layout.
  func command(for key: Key, in context: Command.Context = .everywhere) -> Command? {
    self[key, context] ?? self[key.asciiEquivalent, context] ?? self[key.placeEquivalent, context]
  }

  /// The program that a key runs; nil for a key of the table.
  func ownCommand(for key: Key) -> OwnCommand? {
    [key, key.asciiEquivalent, key.placeEquivalent].lazy
      .compactMap { key in own.first { $0.key == key } }.first
  }

  func binding(of command: Command) -> Binding? {
    bindings.first { $0.command == command }
  }

  func hasKey(for command: Command) -> Bool { binding(of: command)?.keys.isEmpty == false }
}

// MARK: Questions, menus, prompts

extension Keymap {
  /// Yes or no, to a question. Only a clear answer counts: a key that is held, or meant for the list, is
  /// none.
  func answer(to key: Key) -> Bool? {
    if key == .escape { return false }
    return switch command(for: key, in: .question) {
    case .yes: true
    case .no: false
    default: command(for: key).flatMap { [.quit, .interrupt].contains($0) ? false : nil }
    }
  }

  /// The letter of a menu's line that a key names; nil for keys that lead through every menu.
  func letter(of key: Key) -> Character? {
    if let command = command(for: key), [.up, .down, .back, .quit].contains(command) { return nil }
    for key in [key.asciiEquivalent, key.placeEquivalent] {
      if case .character(let letter) = key, letter.isASCII { return letter }
    }
    return nil
  }

  /// Whether a key leaves a line that is being typed, without entering it: Esc always; else what leads
  /// back or interrupts, where it is neither text nor edits the line.
  func leavesPrompt(_ key: Key) -> Bool {
    if key == .escape { return true }
    if case .character = key { return false }
    var prompt = Prompt(label: "", text: "", history: [])
    guard let command = command(for: key), !prompt.edit(key) else { return false }
    return [.back, .quit, .interrupt].contains(command)
  }
}
