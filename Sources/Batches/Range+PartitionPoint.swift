extension Range<Int> {
  /// The first number for which a predicate is false, found by binary search: the predicate must be
  /// true up to some number and false from there on.
  /// - Returns: the upper bound where the predicate is true for all.
  @inlinable
  public func partitionPoint(where isBefore: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
