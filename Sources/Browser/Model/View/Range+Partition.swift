extension Range<Int> {
  /// The first number for which this is false, where it is so for all that follow; the upper bound
  /// where it is true for all. Looks at few of them.
  func partitionPoint(where isBefore: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
