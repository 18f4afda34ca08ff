import BatchPresentation
import Screen

/// `@`: the profiles of the configuration file, to one of which the browser switches.
struct ProfileMenu: OverlayContent {
  private(set) var cursor: MenuCursor

  /// Opens on the profile in use.
  init(of profiles: [String], at current: String?) {
    cursor = MenuCursor(current.flatMap { profiles.firstIndex(of: $0) } ?? 0)
  }

  var overlay: Overlay { .profiles(self) }

  var hints: [KeyHint] { [KeyHint(.down, "move"), KeyHint(.open, "switch"), KeyHint(.back)] }

  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    switch event {
    case .command(.open): return choose(cursor.line, in: context)
    case .command(.switchProfile): return .closed([])
    case .command(let command):
      return cursor.move(by: command, count: context.profiles.count) ? .consumed([]) : .ignored
    case .press(let point):
      let line = popup(in: context).index(at: point, on: context.size)
      return line.map { choose($0, in: context) } ?? .ignored
    default: return .ignored
    }
  }

  private func choose(_ line: Int, in context: OverlayContext) -> OverlayResult {
    guard context.profiles.indices.contains(line), context.profiles[line] != context.profile
    else { return .closed([]) }
    return .closed([.switchProfile(context.profiles[line])])
  }

  private func popup(in context: OverlayContext) -> Popup {
    let theme = context.theme
    let lines = context.profiles.map { name in
      StyledLine(name == context.profile ? theme.glyphs.chosen : "").padded(to: 2)
        + StyledLine(name)
    }
    return Popup(title: "profile", lines: lines, choice: cursor.line, theme: theme)
  }

  func draw(in context: OverlayContext, into frame: inout Frame) {
    popup(in: context).draw(into: &frame)
  }
}
