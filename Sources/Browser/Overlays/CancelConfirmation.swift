import BatchPresentation
import Batches
import Screen

/// `x`: asks before a batch is cancelled. Only a clear yes cancels.
struct CancelConfirmation: OverlayContent {
  private let id: BatchID
  private let name: String
  private let loss: String

  init(of batch: Batch, _ theme: Theme) {
    id = batch.key
    name = theme.shortName(of: batch)
    loss = Self.loss(of: batch)
  }

  /// What is lost, as far as the counts say: "3,200 of 5,000 requests are not done"
  private static func loss(of batch: Batch) -> String {
    guard let counts = batch.counts, let total = counts.total, let completed = counts.completed
    else { return "what is not done is lost" }
    let left = max(0, total - completed - (counts.failed ?? 0))
    return "\(left.grouped) of \(total.grouped) requests are not done"
  }

  var overlay: Overlay { .cancel(self) }

  func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    guard case .key(let key) = event else { return .ignored }
    return switch key.asciiEquivalent.answer {
    case true?: .closed([.cancelBatch(id)])
    case false?: .closed([])
    case nil where key == .enter: .closed([])
    case nil: .consumed([])
    }
  }

  func drawFoot(_ area: Rect, in context: OverlayContext, into frame: inout Frame) -> Bool {
    Question(": cancel it? \(loss)", about: name[...])
      .draw(in: area, theme: context.theme, into: &frame)
    return true
  }
}
