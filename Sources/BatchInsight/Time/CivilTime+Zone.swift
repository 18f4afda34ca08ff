import Batches

extension CivilTime {
  /// The times that are shown as dates, in seconds since 1970: about 31 million years either way.
  package static let range = -1_000_000_000_000_000...1_000_000_000_000_000

  /// The date and time of day in a zone.
  /// - Parameter epoch: seconds since 1970 in UTC.
  /// - Returns: nil outside `range`.
  package init?(epoch: Int, zone: ZoneRules) {
    guard Self.range.contains(epoch) else { return nil }
    self.init(seconds: epoch + zone.offset(at: epoch))
  }

  /// "06-04 23:06"
  package var short: String {
    "\(Self.padded(month))-\(Self.padded(day)) \(Self.padded(hour)):\(Self.padded(minute))"
  }
}
