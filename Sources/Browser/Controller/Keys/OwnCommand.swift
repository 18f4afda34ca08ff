import Batches
import Screen

/// A program of the user's own that a key runs on the selected batch, without a shell.
///
/// In its arguments, `{id}` and the names of other fields stand for the batch's. Whatever a value holds, it
/// is one argument, or the part of one, as it is. `{{id}}` is the text `{id}`.
struct OwnCommand: Sendable, Hashable {
  /// What an argument is made of.
  private enum Piece: Sendable, Hashable {
    case text(String)
    case field(Field)
  }

  /// A field that a placeholder names.
  enum Field: String, Sendable, Hashable, CaseIterable {
    case id, name, status, endpoint, model
    case inputFileID = "input_file_id"
    case outputFileID = "output_file_id"
    case errorFileID = "error_file_id"

    /// nil where the batch has none, or one that no program could be given.
    func value(of batch: Batch) -> String? {
      let value: String? =
        switch self {
        case .id: batch.id
        case .name: batch.name
        case .status: batch.status.text
        case .endpoint: batch.endpoint
        case .model: batch.model
        case .inputFileID: batch.inputFileID
        case .outputFileID: batch.outputFileID
        case .errorFileID: batch.errorFileID
        }
      return value.flatMap { $0.isEmpty || $0.utf8.contains(0) ? nil : $0 }
    }
  }

  let name: String
  let key: Key
  let confirms: Bool
  /// As the user wrote it, for help and questions.
  let text: String
  private let arguments: [[Piece]]

  init(_ choice: KeyChoices.Own) throws(KeyProblem) {
    name = choice.name.text
    guard let key = Key(named: choice.key.text) else {
      throw KeyProblem(.unknownKey(choice.key.text), at: choice.key.place)
    }
    self.key = key
    guard let program = choice.arguments.first, !program.text.isEmpty else {
      throw KeyProblem(.noProgram, at: choice.arguments.first?.place ?? choice.name.place)
    }
    var arguments: [[Piece]] = []
    for word in choice.arguments { arguments.append(try Self.pieces(of: word)) }
    guard arguments[0].allSatisfy({ if case .text = $0 { true } else { false } }) else {
      throw KeyProblem(.placeholderAsProgram, at: program.place)
    }
    self.arguments = arguments
    confirms = choice.confirms ?? !choice.isReadOnly
    text = choice.arguments.map(\.text).joined(separator: " ")
  }

  /// The program and its arguments for a batch.
  /// - Returns: a field that the batch lacks, in place of them.
  func command(for batch: Batch) -> Result<[String], MissingField> {
    var command: [String] = []
    for pieces in arguments {
      var argument = ""
      for piece in pieces {
        switch piece {
        case .text(let text): argument += text
        case .field(let field):
          guard let value = field.value(of: batch) else {
            return .failure(MissingField(field: field))
          }
          argument += value
        }
      }
      command.append(argument)
    }
    return .success(command)
  }

  struct MissingField: Error {
    var field: Field
  }

  /// A placeholder is a lower-case name in braces; other braces are text.
  private static func pieces(of word: KeyChoices.Word) throws(KeyProblem) -> [Piece] {
    var pieces: [Piece] = []
    var rest = word.text[...]
    while let brace = rest.firstIndex(of: "{") {
      if brace > rest.startIndex { pieces.append(.text(String(rest[..<brace]))) }
      rest = rest[brace...]
      if let name = name(in: rest, braces: 2) {
        pieces.append(.text("{\(name)}"))
        rest = rest.dropFirst(name.count + 4)
      } else if let name = name(in: rest, braces: 1) {
        guard let field = Field(rawValue: name) else {
          let nearest = NearestName.of(name, among: Field.allCases.map(\.rawValue))
          throw KeyProblem(.unknownPlaceholder(name, nearest: nearest), at: word.place)
        }
        pieces.append(.field(field))
        rest = rest.dropFirst(name.count + 2)
      } else {
        pieces.append(.text("{"))
        rest = rest.dropFirst()
      }
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  /// The name in so many braces at the beginning of a text.
  private static func name(in text: Substring, braces: Int) -> String? {
    guard text.hasPrefix(String(repeating: "{", count: braces)) else { return nil }
    let name = text.dropFirst(braces).prefix { ("a"..."z").contains($0) || $0 == "_" }
    let end = text.dropFirst(braces + name.count)
    guard !name.isEmpty, end.hasPrefix(String(repeating: "}", count: braces)) else { return nil }
    return String(name)
  }
}
