extension Int {
  /// With commas between groups of three digits: `10,000`.
  public var grouped: String {
    guard magnitude >= 1000 else { return String(self) }
    let last = String((self % 1000).magnitude)
    return (self / 1000).grouped + "," + String(repeating: "0", count: 3 - last.utf8.count) + last
  }
}
