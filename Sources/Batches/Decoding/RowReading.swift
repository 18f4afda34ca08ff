/// How the rows of a dialect are read, prepared for the rows of a page.
struct RowReading: Sendable {
  /// Names that mean something else than usual; nil without any.
  let own: NameTable<Dialect.FieldMeaning>?
  /// Objects whose members are read as if they stood beside them; nil without any.
  let inside: NameTable<Bool>?
  let status: Dialect.StatusRule
  let countsAtEnd: Bool
  let hasSynonyms: Bool
  let terms: BatchTerms

  /// For a server with OpenAI's API.
  static let common = RowReading(.common)

  init(_ dialect: Dialect) {
    let row = dialect.row
    own = row.fields.isEmpty ? nil : NameTable(row.fields.map { ($0.name, $0.meaning) })
    inside = row.inside.isEmpty ? nil : NameTable(row.inside.map { ($0, true) })
    status = row.status
    countsAtEnd = row.countsAtEnd
    hasSynonyms = row.hasSynonyms
    terms = dialect.terms
  }

  /// Whether nothing differs from the common names.
  var hasCommonNames: Bool { own == nil && inside == nil }
}
