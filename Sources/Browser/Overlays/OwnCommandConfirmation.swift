import BatchPresentation
import Screen

/// Asks before a program of the user's own is run that may change something.
struct OwnCommandConfirmation: OverlayContent {
  let name: String
  /// The program and its arguments, with the batch's values in them.
  let command: [String]
  let batchName: String

  var overlay: Overlay { .ownCommand(self) }

  func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    guard case .key(let key) = event else { return .ignored }
    return switch context.keymap.answer(to: key) {
    case true?: .closed([.run(name: name, command)])
    case false?: .closed([])
    case nil where key == .enter: .closed([])
    case nil: .consumed([])
    }
  }

  func drawFoot(_ area: Rect, in context: OverlayContext, into frame: inout Frame) -> Bool {
    Question(": run \(name) on it?", about: batchName[...]).draw(in: area, context, into: &frame)
    return true
  }
}
