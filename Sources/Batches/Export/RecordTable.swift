/// A value of a record under its name, and what it may be.
///
/// Shapes are made when they are asked for: all but `--schema` need only the names.
public struct RecordField: Sendable {
  public let name: String
  private let makeShape: @Sendable () -> JSONShape

  public init(_ name: String, _ shape: @autoclosure @escaping @Sendable () -> JSONShape) {
    self.name = name
    makeShape = shape
  }

  public var shape: JSONShape { makeShape() }
}

extension RecordField: Hashable {
  public static func == (left: RecordField, right: RecordField) -> Bool {
    left.name == right.name && left.shape == right.shape
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// The fields of records about one kind of things, in their order: what a field is called, what it may
/// be, and what it is of one of the things.
public struct RecordTable<Subject>: Sendable {
  public struct Column: Sendable {
    public let field: RecordField
    fileprivate let value: @Sendable (Subject) -> JSONValue
  }

  public let columns: [Column]

  public init(_ columns: [Column]) { self.columns = columns }

  public var fields: [RecordField] { columns.map(\.field) }

  /// The values of one record, in the order of the fields.
  public func record(of subject: Subject) -> [JSONValue] { columns.map { $0.value(subject) } }
}

extension RecordTable.Column {
  public init(
    _ name: String, _ shape: @autoclosure @escaping @Sendable () -> JSONShape,
    _ value: @escaping @Sendable (Subject) -> JSONValue
  ) {
    self.init(field: RecordField(name, shape()), value: value)
  }

  public static func count(_ name: String, _ value: @escaping @Sendable (Subject) -> Int) -> Self {
    Self(name, .count) { .number(String(value($0))) }
  }

  /// Null where there is none.
  public static func count(_ name: String, _ value: @escaping @Sendable (Subject) -> Int?) -> Self {
    Self(name, JSONShape.count.orNull) { subject in
      value(subject).map { .number(String($0)) } ?? .null
    }
  }

  /// Null where there is none.
  public static func text(
    _ name: String, _ value: @escaping @Sendable (Subject) -> String?
  ) -> Self {
    Self(name, JSONShape.text.orNull) { subject in value(subject).map(JSONValue.string) ?? .null }
  }
}

extension [RecordField] {
  /// The record itself, as an object.
  public var shape: JSONShape { .object(self, others: nil) }
}
