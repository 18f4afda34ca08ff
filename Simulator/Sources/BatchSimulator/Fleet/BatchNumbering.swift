import Batches

/// Converts the ordinal of a batch to an id that looks like the provider's, and back.
struct BatchNumbering: Sendable {
  private let permutation: IDPermutation

  init(seed: UInt64) {
    permutation = IDPermutation(prefix: "batch_", seed: seed, for: .identifiers)
  }

  func id(of ordinal: Int) -> String { permutation.id(of: ordinal) }

  /// The ordinal with this id, whether or not that batch exists; nil when there is none.
  func ordinal(of id: String) -> Int? { permutation.number(of: id) }
}
