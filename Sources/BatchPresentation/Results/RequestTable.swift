import BatchResults
import Batches
import Screen

/// Requests of a result or an input file as rows of a screen: the id, status or tokens, and the
/// beginning of the message, the answer or the prompt.
package struct RequestTable {
  /// What a column says of each.
  package enum Measure: Sendable, Hashable {
    case status
    case tokens
    case nothing
  }

  private let measure: Measure
  private let textName: String
  private let columns: Int
  private let theme: Theme
  private let idColumns: Int
  private let lineColumns: Int

  private static let gap = 2
  private static let measureColumns = 6
  private static let mostIDColumns = 36
  /// Columns of a screen from which on the number of the line is shown.
  private static let columnsWithLine = 70

  /// - Parameters:
  ///   - lines: that are on screen, for the widths of columns.
  ///   - textName: what the text of a line is.
  package init(
    _ lines: some BidirectionalCollection<FoundLine>, _ measure: Measure, textName: String,
    columns: Int,
    theme: Theme
  ) {
    self.measure = measure
    self.textName = textName
    self.columns = columns
    self.theme = theme
    let ids = lines.map { ScreenText.columns(of: ScreenText.beginning(of: $0.id ?? "")) }
    idColumns = min(max(9, ids.max() ?? 0), min(Self.mostIDColumns, max(9, columns / 3)))
    lineColumns =
      columns >= Self.columnsWithLine ? max(4, (lines.last?.number ?? 0).grouped.utf8.count) : 0
  }

  package var heading: StyledLine {
    let measureName =
      switch measure {
      case .status: "status"
      case .tokens: "tokens"
      case .nothing: ""
      }
    return line(
      StyledLine("line", theme.heading), StyledLine("custom_id", theme.heading),
      StyledLine(measureName, theme.heading), StyledLine(textName, theme.heading))
  }

  package func row(_ found: FoundLine) -> StyledLine {
    let none = StyledLine(theme.glyphs.none, theme.secondary)
    let id = found.id.map { StyledLine(ScreenText.beginning(of: $0)) } ?? none
    let measured: StyledLine =
      switch measure {
      case .status: found.statusCode.map { StyledLine(String($0)) } ?? none
      case .tokens: found.tokens?.sum.map { StyledLine($0.abbreviated) } ?? none
      case .nothing: StyledLine()
      }
    let text = found.text.map { StyledLine(ScreenText.onOneLine($0)) } ?? none
    return line(StyledLine(found.number.grouped, theme.secondary), id, measured, text)
  }

  private func line(
    _ number: StyledLine, _ id: StyledLine, _ measured: StyledLine, _ text: StyledLine
  ) -> StyledLine {
    var parts: [StyledLine] = []
    if lineColumns > 0 { parts.append(number.padded(to: lineColumns, alignment: .right)) }
    parts.append(id.fitted(to: idColumns, ellipsis: theme.ellipsis))
    if measure != .nothing {
      parts.append(
        measured.fitted(to: Self.measureColumns, alignment: .right, ellipsis: theme.ellipsis))
    }
    parts.append(text)
    return StyledLine.joined(parts, gap: Self.gap).truncated(to: columns, ellipsis: theme.ellipsis)
  }
}

extension ScreenText {
  /// The beginning of a text, with blanks in place of line breaks and tabs.
  static func onOneLine(_ text: String) -> String {
    let beginning = ScreenText.beginning(of: text)
    guard beginning.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else {
      return beginning
    }
    return beginning.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
  }
}
