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
  private let commands: [Key: Command]

  init(_ bindings: [Binding]) {
    self.bindings = bindings
    var commands: [Key: Command] = [:]
    for binding in bindings {
      for key in binding.keys { commands[key] = binding.command }
    }
    self.commands = commands
  }

  subscript(key: Key) -> Command? { commands[key] }

  func binding(of command: Command) -> Binding? {
    bindings.first { $0.command == command }
  }
}
