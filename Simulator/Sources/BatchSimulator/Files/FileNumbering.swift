import Batches

/// Converts the ordinal of a batch and the kind of a file to an id that looks like the provider's, and
/// back, without a table.
struct FileNumbering: Sendable {
  private let permutation: IDPermutation

  init(seed: UInt64) {
    permutation = IDPermutation(prefix: "file-", seed: seed, for: .files)
  }

  func id(of file: BatchFile, ofBatch ordinal: Int) -> String {
    permutation.id(of: ordinal * BatchFile.allCases.count + file.number)
  }

  /// What the id stands for, whether or not that batch exists; nil where it stands for nothing.
  func file(_ id: String) -> (file: BatchFile, ordinal: Int)? {
    guard let number = permutation.number(of: id) else { return nil }
    let (ordinal, kind) = number.quotientAndRemainder(dividingBy: BatchFile.allCases.count)
    return (BatchFile.allCases[kind], ordinal)
  }
}

extension BatchFile {
  var number: Int {
    switch self {
    case .input: 0
    case .output: 1
    case .errors: 2
    }
  }
}
