import Batches

/// A request to the server. One is under way at a time, or two while all is loaded.
enum ServiceRequest: Sendable, Hashable {
  case page(PageRequest)
  case batch(id: String)
}
