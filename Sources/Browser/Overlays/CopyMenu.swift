import BatchInsight
import BatchPresentation
import Batches
import Screen

/// `Y`: the fields of the selected batch, one of which is copied.
struct CopyMenu: OverlayContent {
  static let traits = OverlayTraits(isAboutBatch: true)
  private static let nameColumns = 16

  private(set) var cursor = MenuCursor()

  var overlay: Overlay { .copy(self) }

  var hints: [KeyHint] { [KeyHint(.down, "move"), KeyHint(.open, "copy"), KeyHint(.back)] }

  func fields(in context: OverlayContext) -> [CopyField] {
    context.selectedBatch.map { CopyField.all(of: $0, zone: context.zone) } ?? []
  }

  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    switch event {
    case .command(.open), .command(.copyID), .command(.chooseCopy):
      return copy(cursor.line, in: context)
    case .command(let command):
      let moved = cursor.move(by: command, count: fields(in: context).count)
      return moved ? .consumed([]) : .ignored
    case .press(let point):
      let line = popup(in: context).index(at: point, on: context.size)
      return line.map { copy($0, in: context) } ?? .ignored
    case .batchChanged(let before, let after):
      keepField(from: before, to: after, zone: context.zone)
      return .consumed([])
    default: return .ignored
    }
  }

  private func copy(_ line: Int, in context: OverlayContext) -> OverlayResult {
    let fields = fields(in: context)
    return .closed(fields.indices.contains(line) ? [.copy(fields[line])] : [])
  }

  /// The chosen field stays chosen when the batch gets another one above it.
  private mutating func keepField(from before: Batch, to after: Batch, zone: ZoneRules) {
    let names = [before, after].map { CopyField.all(of: $0, zone: zone).map(\.name) }
    guard names[0].indices.contains(cursor.line),
      let line = names[1].firstIndex(of: names[0][cursor.line])
    else { return }
    cursor = MenuCursor(line)
  }

  private func popup(in context: OverlayContext) -> Popup {
    Self.popup(of: fields(in: context), choice: cursor.line, theme: context.theme)
  }

  static func popup(of fields: [CopyField], choice: Int, theme: Theme) -> Popup {
    let lines = fields.map { field in
      // The first line of JSON would be a brace.
      let lines = ScreenText.beginning(of: field.text).split(separator: "\n")
      return StyledLine(field.name, theme.secondary).padded(to: nameColumns)
        + StyledLine(lines.map { $0.drop { $0 == " " } }.joined(separator: " "))
    }
    return Popup(title: "copy", lines: lines, choice: choice, theme: theme)
  }

  func draw(in context: OverlayContext, into frame: inout Frame) {
    popup(in: context).draw(into: &frame)
  }
}
