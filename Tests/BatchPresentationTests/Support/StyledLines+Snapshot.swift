import Screen
import TestSupport
import Testing

@testable import BatchPresentation

/// Compares lines that have no place on the screen yet with their snapshot.
func expectSnapshot(
  of lines: [StyledLine], columns: Int, charset: Charset = .unicode, named name: String,
  filePath: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) {
  var frame = Frame(size: Size(columns: columns, rows: lines.count), charset: charset)
  for (row, line) in lines.enumerated() { frame.draw(line, at: Point(column: 0, row: row)) }
  expectSnapshot(of: frame, named: name, filePath: filePath, sourceLocation: sourceLocation)
}
