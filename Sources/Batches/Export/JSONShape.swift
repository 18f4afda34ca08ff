/// What a JSON value may be, as a JSON Schema says it (draft 2020-12).
public indirect enum JSONShape: Sendable, Hashable {
  case anything
  case null
  case text
  /// One of these texts.
  case word([String])
  /// A whole number, from the minimum on where there is one.
  case integer(minimum: Int? = nil)
  /// A number from one on to another, with or without decimals.
  case number(ClosedRange<Int>)
  case array(of: JSONShape)
  /// An object with all of these members. Further ones may be what `others` is; nil where there are none.
  case object([RecordField], others: JSONShape?)
  /// An object with any members, or with some of these names.
  case dictionary(named: [String]? = nil, of: JSONShape)
  case either([JSONShape])
  case described(JSONShape, String)
}

extension JSONShape {
  /// A number of things.
  public static var count: JSONShape { .integer(minimum: 0) }
  /// Seconds since 1970 in UTC.
  public static var time: JSONShape { .described(.integer(), "Seconds since 1970 in UTC") }
  /// Seconds.
  public static var span: JSONShape { .described(.integer(), "Seconds") }

  public var orNull: JSONShape { .either([self, .null]) }
}

extension JSONShape {
  /// The schema as a document of its own, for people and programs: pretty-printed, in UTF-8.
  public var schemaDocument: [UInt8] {
    var writer = JSONWriter(pretty: true)
    writer.value(
      .object(
        [JSONMember("$schema", .string("https://json-schema.org/draft/2020-12/schema"))]
          + keywords))
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  private var schema: JSONValue { .object(keywords) }

  private var keywords: [JSONMember] {
    switch self {
    case .anything: return []
    case .null: return [Self.type("null")]
    case .text: return [Self.type("string")]
    case .word(let words): return [JSONMember("enum", .array(words.map(JSONValue.string)))]
    case .integer(let minimum):
      return [Self.type("integer")] + (minimum.map { [Self.limit("minimum", $0)] } ?? [])
    case .number(let range):
      return [
        Self.type("number"), Self.limit("minimum", range.lowerBound),
        Self.limit("maximum", range.upperBound),
      ]
    case .array(let element): return [Self.type("array"), JSONMember("items", element.schema)]
    case .object(let fields, let others):
      return [
        Self.type("object"),
        JSONMember("properties", .object(fields.map { JSONMember($0.name, $0.shape.schema) })),
        JSONMember("required", .array(fields.map { .string($0.name) })),
        JSONMember("additionalProperties", others?.schema ?? .bool(false)),
      ]
    case .dictionary(let names, let value):
      let named = names.map {
        [JSONMember("propertyNames", JSONShape.word($0).schema)]
      }
      return [Self.type("object")] + (named ?? [])
        + [JSONMember("additionalProperties", value.schema)]
    case .either(let shapes):
      return [JSONMember("anyOf", .array(shapes.map(\.schema)))]
    case .described(let shape, let words):
      return shape.keywords + [JSONMember("description", .string(words))]
    }
  }

  private static func type(_ name: String) -> JSONMember { JSONMember("type", .string(name)) }

  private static func limit(_ name: String, _ number: Int) -> JSONMember {
    JSONMember(name, .number(String(number)))
  }
}

extension BatchWriter.Format {
  /// What a document of records is: an array of them, or each line one; nil for CSV.
  public func shape(of record: JSONShape) -> JSONShape? {
    switch self {
    case .json: .array(of: record)
    case .jsonl: record
    case .csv: nil
    }
  }
}
