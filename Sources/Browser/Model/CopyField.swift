import BatchInsight
import Batches

/// Something of a batch that can be copied, by its name.
struct CopyField: Sendable, Hashable {
  var name: String
  var text: String

  static func id(of batch: Batch) -> CopyField { CopyField(name: "id", text: batch.id) }

  /// One id a line.
  static func ids(of batches: [Batch]) -> CopyField {
    batches.count == 1
      ? id(of: batches[0])
      : CopyField(
        name: "\(batches.count.grouped) ids", text: batches.map(\.id).joined(separator: "\n"))
  }

  /// The fields of a batch that are set: what one pastes into commands and tickets first.
  static func all(of batch: Batch, zone: ZoneRules) -> [CopyField] {
    var fields = [id(of: batch)]
    func add(_ name: String, _ text: String?) {
      if let text, !text.isEmpty { fields.append(CopyField(name: name, text: text)) }
    }
    if batch.name != batch.id { add("name", batch.name) }
    add("input file", batch.inputFileID)
    add("output file", batch.outputFileID)
    add("error file", batch.errorFileID)
    add("file name", batch.fileName)
    add("status", batch.status.text)
    add("endpoint", batch.endpoint)
    add("errors", batch.errors.map(\.message).joined(separator: "\n"))
    for moment in TimestampField.allCases {
      add(moment.name, batch.times[moment].map { TimeText.absoluteWithZone($0, zone: zone) })
    }
    add("all as JSON", String(decoding: BatchJSON(batch).json(pretty: true), as: UTF8.self))
    return fields
  }
}
