import BatchPresentation
import Batches
import Screen

/// `x`: asks before batches are cancelled. Only a clear yes cancels.
struct CancelConfirmation: OverlayContent {
  private let ids: [BatchID]
  /// The first ones, so that one sees which they are.
  private let names: [String]
  /// Marked batches that have ended.
  private let spared: Int
  /// Nil where the counts do not say.
  private let loss: Loss?

  private static let mostNames = 8

  /// How many requests are not done, and of how many.
  private struct Loss: Sendable, Hashable {
    var left: String
    var total: String
  }

  init(of batches: [Batch], sparing spared: Int = 0, _ theme: Theme) {
    ids = batches.map(\.key)
    names =
      batches.count == 1
      ? [batches[0].name] : batches.prefix(Self.mostNames).map { theme.shortName(of: $0) }
    self.spared = spared
    loss = Self.loss(of: batches)
  }

  private static func loss(of batches: [Batch]) -> Loss? {
    var (left, all) = (0, 0)
    for batch in batches {
      guard let counts = batch.counts, let total = counts.total, let completed = counts.completed
      else { return nil }
      all += total
      left += max(0, total - completed - (counts.failed ?? 0))
    }
    return Loss(left: left.grouped, total: all.grouped)
  }

  var overlay: Overlay { .cancel(self) }

  func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    guard case .key(let key) = event else { return .ignored }
    return switch context.keymap.answer(to: key) {
    case true?: .closed([.cancelBatches(ids)])
    case false?: .closed([])
    case nil where key == .enter: .closed([])
    case nil: .consumed([])
    }
  }

  /// Which of several batches are meant, where the foot has no room for their names.
  func draw(in context: OverlayContext, into frame: inout Frame) {
    guard ids.count > 1 else { return }
    let theme = context.theme
    var lines = names.map { StyledLine($0) }
    if ids.count > names.count {
      lines.append(StyledLine("and \((ids.count - names.count).grouped) more", theme.secondary))
    }
    if spared > 0 {
      lines.append(
        StyledLine(
          "not \(spared.grouped) marked \(spared == 1 ? "one that has" : "ones that have") ended",
          theme.secondary))
    }
    Popup(title: "cancel \(ids.count.grouped) batches", lines: lines, choice: nil, theme: theme)
      .draw(into: &frame)
  }

  func drawFoot(_ area: Rect, in context: OverlayContext, into frame: inout Frame) -> Bool {
    question.draw(in: area, context, into: &frame)
    return true
  }

  private var question: Question {
    let it = ids.count == 1 ? ": cancel it?" : "cancel these \(ids.count.grouped) batches?"
    let subject = ids.count == 1 ? Question.Subject(name: names[0][...], id: ids[0].text) : nil
    guard let loss else { return Question(it + " what is not done is lost", it, about: subject) }
    return Question(
      it + " \(loss.left) of \(loss.total) requests are not done",
      it + " \(loss.left) of \(loss.total) not done", about: subject)
  }
}
