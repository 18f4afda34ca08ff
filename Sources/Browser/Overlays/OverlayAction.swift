import Batches

/// What an overlay asks of the state.
enum OverlayAction: Sendable, Hashable {
  case askSavePath(suggestion: String)
  case save(SaveTarget, replacing: Bool)
  case rereadAll
}
