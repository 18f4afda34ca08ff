import Batches
import Screen

/// Asks before a file is read from another server than the API's.
struct FollowURLConfirmation: OverlayContent {
  let failure: ServiceFailure
  /// What is read then.
  let tab: ResultsOverlay.Tab

  var overlay: Overlay { .followURL(self) }

  func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    guard case .key(let key) = event else { return .ignored }
    return switch context.keymap.answer(to: key) {
    case true?: .closed([.askReader([.followURLs]), .readResults(tab), .showLineAgain])
    case false?: .closed([])
    case nil: .consumed([])
    }
  }

  func drawFoot(_ area: Rect, in context: OverlayContext, into frame: inout Frame) -> Bool {
    question.draw(in: area, context, into: &frame)
    return true
  }

  /// The server is named in full where that is possible at all, and with its scheme where it is not https.
  private var question: Question {
    let server = failure.server ?? "another server"
    let host = server.hasPrefix("https://") ? String(server.dropFirst("https://".count)) : server
    return Question(
      "\(failure.summary); read it there, without the key?",
      "Read it at \(server), without the key?", "Read it at \(host)?", "At \(host)?")
  }
}
