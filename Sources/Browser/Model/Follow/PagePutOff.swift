import Batches

/// A page that has come and is not in the list yet.
struct PagePutOff: Sendable {
  let page: BatchPage
  /// When it was asked for, in seconds since 1970.
  let sentAt: Double
}
