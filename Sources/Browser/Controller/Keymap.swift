import Screen

/// One row of the key table: what a key does, in which words, and under which heading.
package struct Binding: Sendable, Hashable {
  package enum Topic: String, Sendable, CaseIterable {
    case move = "Move"
    case detail = "Detail"
    case server = "Server"
    case find = "Find"
    case view = "View"
    case copy = "Copy and save"
    case program = "Program"
  }

  package var keys: [Key]
  package var command: Command
  package var topic: Topic
  /// For the help screen: what it does.
  package var help: String
  /// For the foot line: one word or two; nil keeps it out of there.
  package var hint: String?

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
  package let bindings: [Binding]
  private let commands: [Key: Command]

  package init(_ bindings: [Binding]) {
    self.bindings = bindings
    var commands: [Key: Command] = [:]
    for binding in bindings {
      for key in binding.keys { commands[key] = binding.command }
    }
    self.commands = commands
  }

  package subscript(key: Key) -> Command? { commands[key] }

  package func binding(of command: Command) -> Binding? {
    bindings.first { $0.command == command }
  }

  package static let standard = Keymap([
    Binding([.character("j"), .down], .down, .move, "one row down", hint: "down"),
    Binding([.character("k"), .up], .up, .move, "one row up", hint: "up"),
    Binding([.character("g"), .home], .first, .move, "first row"),
    Binding(
      [.character("G"), .end], .last, .move, "last loaded row; loads more"),
    Binding([.control("d")], .halfPageDown, .move, "half a screen down"),
    Binding([.control("u")], .halfPageUp, .move, "half a screen up"),
    Binding(
      [.control("f"), .pageDown, .character(" ")], .pageDown, .move, "one screen down"),
    Binding([.control("b"), .pageUp], .pageUp, .move, "one screen up"),
    Binding([.character("]")], .apiPageForward, .move, "forward by one page of the API"),
    Binding([.character("[")], .apiPageBack, .move, "back by one page of the API"),

    Binding(
      [.enter, .character("l"), .right], .open, .detail, "to the details", hint: "detail"),
    Binding(
      [.escape, .character("h"), .left], .back, .detail, "back one step; never quits",
      hint: "back"),
    Binding([.tab, .backTab], .otherPane, .detail, "to the other pane"),
    Binding(
      [.character("J")], .detailDown, .detail, "scroll the detail down from the list",
      hint: "scroll"),
    Binding([.character("K")], .detailUp, .detail, "scroll the detail up from the list"),
    Binding([.character("p")], .togglePane, .detail, "detail pane on or off"),
    Binding([.character("P")], .movePane, .detail, "detail pane beside or below the list"),
    Binding(
      [.character("+"), .character("=")], .growPane, .detail,
      "larger detail pane; Gantt chart: zoom in",
      hint: "zoom"),
    Binding(
      [.character("-"), .character("_")], .shrinkPane, .detail,
      "smaller detail pane; Gantt chart: zoom out"),

    Binding(
      [.character("r"), .control("r")], .refresh, .server,
      "refresh new rows, rows on screen and active ones; retry after an error",
      hint: "refresh"),
    Binding(
      [.character("R")], .reload, .server, "reload everything that is loaded"),
    Binding([.character("L")], .loadAll, .server, "load the whole list; ^C stops"),
    Binding(
      [.character("Z")], .pauseAutoRefresh, .server,
      "pause or resume auto-refresh"),
    Binding(
      [.character("F")], .follow, .server, "follow this batch: keep it in view and announce its end"
    ),
    Binding(
      [.character("e")], .changeLog, .server, "log of what changed while the program ran"),

    Binding(
      [.character("s")], .chooseSort, .view, "sort by a column; the same again reverses",
      hint: "sort"),
    Binding(
      [.character("S")], .reverseSort, .view, "reverse the order of the rows", hint: "reverse"),
    Binding([.character("c")], .chooseColumns, .view, "choose columns and their order"),
    Binding(
      [.character("<")], .scrollLeft, .view, "scroll columns left; in the Gantt chart: earlier",
      hint: "earlier, later"),
    Binding(
      [.character(">")], .scrollRight, .view, "scroll columns right; in the Gantt chart: later"),
    Binding(
      [.character("/")], .search, .find,
      "filter the rows while typing; in this help, search", hint: "filter"),
    Binding([.character("n")], .nextProblem, .find, "next problem"),
    Binding([.character("N")], .previousProblem, .find, "previous problem"),
    Binding([.character("1")], .allTab, .find, "all loaded batches"),
    Binding([.character("2")], .activeTab, .find, "active batches"),
    Binding(
      [.character("3")], .problemsTab, .find,
      "problems: failed, expired, with failures, without output, overdue, stuck"),
    Binding([.character("4")], .doneTab, .find, "completed"),
    Binding([.character("5")], .cancelledTab, .find, "cancelled"),

    Binding(
      [.character("t")], .cycleTimes, .view, "times: relative, local, UTC", hint: "times"),
    Binding(
      [.character("v")], .gantt, .view,
      "Gantt chart: all shown batches on one time axis; again for the list"),
    Binding(
      [.character("0")], .fitGantt, .view, "Gantt chart: fit what is on screen", hint: "fit"),
    Binding([.character("m")], .toggleMouse, .view, "mouse on or off"),
    Binding([.control("l")], .redraw, .view, "redraw the screen"),

    Binding([.character("y")], .copyID, .copy, "copy the id", hint: "copy id"),
    Binding([.character("Y")], .chooseCopy, .copy, "choose a field to copy"),
    Binding(
      [.character("w"), .control("s")], .save, .copy,
      "save the rows to a file as JSON, JSON lines or CSV"),

    Binding([.character("?"), .function(1)], .help, .program, "these keys", hint: "help"),
    Binding([.control("z")], .suspend, .program, "suspend"),
    Binding([.character("q")], .quit, .program, "close what is open, or quit", hint: "quit"),
    Binding([.control("c")], .interrupt, .program, "cancel what is running, or quit"),
  ])
}
