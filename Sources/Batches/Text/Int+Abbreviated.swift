extension Int {
  /// "950", "12.3k", "4.56M", "7.89G": three digits, rounded down. For columns where the size of a
  /// number matters, and not its last digits.
  package var abbreviated: String {
    guard self >= 1000 else { return String(self) }
    var unit = 1000
    var names = Substring("kMG")
    while self / unit >= 1000, names.count > 1 {
      unit *= 1000
      names.removeFirst()
    }
    let whole = self / unit
    let decimals = whole >= 100 ? 0 : whole >= 10 ? 1 : 2
    var text = String(whole)
    if decimals > 0 {
      let thousandths = self % unit / (unit / 1000)
      let digits = String(1000 + thousandths).dropFirst().prefix(decimals)
      text += "." + digits
    }
    return text + names.prefix(1)
  }
}
