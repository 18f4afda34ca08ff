import BatchInsight
import BatchPresentation
import Batches

/// A value of a report as a person reads it.
struct FieldCell {
  var zone: ZoneRules

  func text(_ value: JSONValue, of kind: ReportField.Kind) -> String {
    switch (kind, value) {
    case (.time, .number(let number)):
      Int(number).map { TimeText.absolute($0, zone: zone) } ?? number
    case (.span, .number(let number)):
      Int(number).map { ($0 < 0 ? "-" : "") + SpanText.long(Int(clamping: $0.magnitude)) } ?? number
    case (.percent, .number(let number)): number + "%"
    case (.nested, .array(let elements)): elements.map(Self.summary).joined(separator: "; ")
    default: value.fieldText
    }
  }

  /// An error is shown as its message.
  private static func summary(_ value: JSONValue) -> String {
    if case .object(let members) = value,
      case .string(let message)? = members.first(where: { $0.name == "message" })?.value
    {
      return message
    }
    return value.fieldText
  }
}
