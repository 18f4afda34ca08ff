/// A setting that knows whether the command line gave it, so that the file does not replace it.
@propertyWrapper
struct Sourced<Value: Sendable & Hashable>: Sendable, Hashable {
  private var value: Value
  /// Whether it was set, even to what is usual.
  private(set) var isGiven = false

  init(wrappedValue: Value) { value = wrappedValue }

  var wrappedValue: Value {
    get { value }
    set {
      value = newValue
      isGiven = true
    }
  }

  var projectedValue: Self {
    get { self }
    set { self = newValue }
  }

  /// What was set.
  var given: Value? { isGiven ? value : nil }

  /// Replaces what is usual.
  mutating func fill(_ newValue: Value) { value = newValue }

  /// Sets what an option of the command line has, where it was given.
  mutating func give(_ newValue: Value?) {
    if let newValue { wrappedValue = newValue }
  }
}
