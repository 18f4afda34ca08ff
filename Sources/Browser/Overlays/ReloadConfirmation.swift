import Batches
import Screen

/// Asks before `R` reads many pages.
struct ReloadConfirmation: OverlayContent {
  let pages: Int

  var overlay: Overlay { .reload(self) }

  func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    guard case .key(let key) = event else { return .ignored }
    // Nothing is lost by it, so Enter will do.
    return switch key == .enter ? true : context.keymap.answer(to: key) {
    case true?: .closed([.reloadAll])
    case false?: .closed([])
    case nil: .consumed([])
    }
  }

  func drawFoot(_ area: Rect, in context: OverlayContext, into frame: inout Frame) -> Bool {
    Question("read all \(pages.grouped) pages again?")
      .draw(in: area, context, into: &frame)
    return true
  }
}
