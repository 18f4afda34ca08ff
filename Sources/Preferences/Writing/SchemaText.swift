import Batches

/// The JSON Schema of the file, by which editors check and complete it.
public enum PreferenceSchema {
  public static var document: JSONValue {
    .object([
      JSONMember("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      JSONMember("title", .string("lazybatch's config.toml")),
      JSONMember("type", .string("object")),
      JSONMember(
        "properties",
        .object(
          properties(of: .top) + [
            JSONMember(
              "keys",
              dictionary(
                of: .object([
                  JSONMember(
                    "anyOf",
                    .array([type("string"), array(of: type("string"))]))
                ]))),
            JSONMember(
              OptionTable.profileTable,
              dictionary(of: object(properties(of: .profile)))),
          ])),
      JSONMember("additionalProperties", .bool(false)),
    ])
  }

  private static func properties(of place: PreferenceOption.Places) -> [JSONMember] {
    OptionTable.options(of: place).map { JSONMember($0.name, schema(of: $0)) }
  }

  private static func schema(of option: PreferenceOption) -> JSONValue {
    var members = [JSONMember("description", .string(option.meaning))]
    if let usual = option.usual {
      members.append(JSONMember("default", usual.json))
    }
    return .object(keywords(of: option.kind) + members)
  }

  private static func keywords(of kind: PreferenceOption.Kind) -> [JSONMember] {
    switch kind {
    case .bool: [JSONMember("type", .string("boolean"))]
    case .integer(let range):
      [
        JSONMember("type", .string("integer")),
        JSONMember("minimum", .number(String(range.lowerBound))),
        JSONMember("maximum", .number(String(range.upperBound))),
      ]
    case .word(let words):
      [
        JSONMember(
          "enum",
          .array(
            words.map(JSONValue.string)
              + words.compactMap { Int($0) }.map { .number(String($0)) }))
      ]
    case .text, .address: [JSONMember("type", .string("string"))]
    case .variableName:
      [
        JSONMember("type", .string("string")),
        JSONMember("pattern", .string("^[A-Za-z_][A-Za-z0-9_]*$")),
      ]
    case .headers:
      members(
        of: dictionary(
          of: .object([
            JSONMember(
              "anyOf",
              .array([
                type("string"),
                object([JSONMember("variable", type("string"))], required: ["variable"]),
              ]))
          ])))
    case .prices:
      [
        JSONMember("type", .string("object")),
        JSONMember(
          "properties",
          .object([
            JSONMember("batch_discount", amount(most: 1)), JSONMember("currency", type("string")),
          ])),
        JSONMember(
          "additionalProperties",
          object(
            PreferenceReader.priceNames.map { JSONMember($0, amount()) },
            required: ["input", "output"])),
      ]
    }
  }

  private static func members(of value: JSONValue) -> [JSONMember] {
    if case .object(let members) = value { members } else { [] }
  }

  private static func type(_ name: String) -> JSONValue {
    .object([JSONMember("type", .string(name))])
  }

  private static func amount(most: Int? = nil) -> JSONValue {
    .object(
      [JSONMember("type", .string("number")), JSONMember("minimum", .number("0"))]
        + (most.map { [JSONMember("maximum", .number(String($0)))] } ?? []))
  }

  private static func array(of element: JSONValue) -> JSONValue {
    .object([JSONMember("type", .string("array")), JSONMember("items", element)])
  }

  private static func dictionary(of value: JSONValue) -> JSONValue {
    .object([
      JSONMember("type", .string("object")), JSONMember("additionalProperties", value),
    ])
  }

  private static func object(_ properties: [JSONMember], required: [String] = []) -> JSONValue {
    .object(
      [
        JSONMember("type", .string("object")), JSONMember("properties", .object(properties)),
        JSONMember("additionalProperties", .bool(false)),
      ]
        + (required.isEmpty
          ? [] : [JSONMember("required", .array(required.map(JSONValue.string)))]))
  }
}
