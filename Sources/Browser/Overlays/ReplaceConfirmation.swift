import Screen

/// Asks before a file that is there is replaced.
struct ReplaceConfirmation: OverlayContent {
  let target: SaveTarget

  var overlay: Overlay { .replace(self) }

  func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    guard case .key(let key) = event else { return .ignored }
    return switch context.keymap.answer(to: key) {
    case true?: .closed([.save(target, replacing: true)])
    case false?: .closed([.askSavePath(suggestion: target.path, target.subject)])
    case nil: .consumed([])
    }
  }

  func drawFoot(_ area: Rect, in context: OverlayContext, into frame: inout Frame) -> Bool {
    Question(" exists; replace it?", about: target.name)
      .draw(in: area, context, into: &frame)
    return true
  }
}
