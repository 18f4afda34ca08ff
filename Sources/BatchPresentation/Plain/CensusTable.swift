import BatchInsight
import Batches

/// A census as text: the statuses with their sum, then the verdicts.
package enum CensusTable {
  package static func text(of census: BatchCensus, style: TextOutputStyle) -> String {
    let statuses = census.statuses.map { [$0.count.grouped, $0.name.isEmpty ? "none" : $0.name] }
    var table = PlainTable(style: style, headings: ["COUNT", "STATUS"], alignments: [.right])
    var text = table.text(statuses + [[census.total.grouped, "in all"]])
    guard !census.verdicts.isEmpty else { return text }
    var verdicts = PlainTable(style: style, headings: ["COUNT", "VERDICT"], alignments: [.right])
    text += "\n" + verdicts.text(census.verdicts.map { [$0.count.grouped, $0.name] })
    return text
  }
}
