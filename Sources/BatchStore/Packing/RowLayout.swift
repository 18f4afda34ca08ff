import Batches

/// How a batch is written as bytes:
///
///     id  fields  status  times  counts  texts  errors  metadata  extras
///
/// - Numbers are written in seven bits a byte, the lowest first (LEB128); those that can be
///   negative with their sign in the lowest bit.
/// - Texts are a length and UTF-8. A text that many rows share is the number of a word in the
///   `Vocabulary` plus one, or 0 and the text where the vocabulary has no room.
/// - `fields` is one number that says which of the optional parts follow.
/// - Times are differences from the time before, the first from 1970.
enum RowLayout {
  /// The order of the times.
  static let moments = TimestampField.allCases

  /// The optional parts of a row.
  struct Fields: OptionSet {
    var rawValue: UInt64

    static let counts = Fields(rawValue: 1 << 0)
    static let total = Fields(rawValue: 1 << 1)
    static let completed = Fields(rawValue: 1 << 2)
    static let failed = Fields(rawValue: 1 << 3)
    static let errors = Fields(rawValue: 1 << 4)
    static let metadata = Fields(rawValue: 1 << 5)
    static let extras = Fields(rawValue: 1 << 6)

    /// Bits 7 to 15.
    static func time(_ index: Int) -> Fields { Fields(rawValue: 1 << (7 + index)) }

    static let object = Fields(rawValue: 1 << 16)
    static let endpoint = Fields(rawValue: 1 << 17)
    static let completionWindow = Fields(rawValue: 1 << 18)
    static let inputFileID = Fields(rawValue: 1 << 19)
    static let outputFileID = Fields(rawValue: 1 << 20)
    static let errorFileID = Fields(rawValue: 1 << 21)
    static let fileName = Fields(rawValue: 1 << 22)

    /// No part of its own: the server names no files.
    static let noFiles = Fields(rawValue: 1 << 23)
    static let percent = Fields(rawValue: 1 << 24)
    /// Terms other than the common ones.
    static let terms = Fields(rawValue: 1 << 25)
  }

  /// The optional parts of an error.
  struct ErrorFields: OptionSet {
    var rawValue: UInt64

    static let code = ErrorFields(rawValue: 1 << 0)
    static let line = ErrorFields(rawValue: 1 << 1)
    static let param = ErrorFields(rawValue: 1 << 2)
    static let extras = ErrorFields(rawValue: 1 << 3)
  }

  /// What a JSON value begins with.
  enum Tag: UInt64 {
    case null, `false`, `true`, number, string, array, object
  }
}
