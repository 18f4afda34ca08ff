import Batches

/// A field of a batch that the server has changed.
struct FieldChange: Hashable {
  /// Its column, or its name in the object.
  var field: String
  var old: SQLValue
  var new: SQLValue

  static func all(from old: Batch, to new: Batch) -> [FieldChange] {
    var changes: [FieldChange] = []
    func compare(_ field: String, _ before: SQLValue, _ after: SQLValue) {
      if before != after { changes.append(FieldChange(field: field, old: before, new: after)) }
    }
    compare("status", .text(old.status.text), .text(new.status.text))
    compare("name", .text(old.name), .text(new.name))
    for time in TimestampField.allCases {
      compare(time.name, SQLValue(old.times[time]), SQLValue(new.times[time]))
    }
    compare("total", SQLValue(old.counts?.total), SQLValue(new.counts?.total))
    compare("completed", SQLValue(old.counts?.completed), SQLValue(new.counts?.completed))
    compare("failed", SQLValue(old.counts?.failed), SQLValue(new.counts?.failed))
    compare("output_file_id", SQLValue(old.outputFileID), SQLValue(new.outputFileID))
    compare("error_file_id", SQLValue(old.errorFileID), SQLValue(new.errorFileID))
    compare("errors", errors(of: old), errors(of: new))
    return changes
  }

  private static func errors(of batch: Batch) -> SQLValue {
    guard !batch.errors.isEmpty, let value = BatchJSON(batch).value(of: "errors") else {
      return .null
    }
    return .text(value.compactText)
  }
}
