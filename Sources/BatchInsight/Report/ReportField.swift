import Batches

/// A field that a report can be made of: one of the API, one of its parts, or one that follows from
/// them.
package struct ReportField: Sendable, Hashable {
  private enum Source: Sendable, Hashable {
    /// One of the API, under its name.
    case api
    case metadata(key: String)
    case derived(Derived)
  }

  private enum Derived: String, Sendable, Hashable, CaseIterable {
    case name, model, verdict
    case total, completed, failed, progress
    case age, duration
    case inState = "in_state"
    case left, kept
    case endedAt = "ended_at"
    case tokens
    case profile, cost
  }

  /// The member that tells of which profile's list a batch is.
  package static let profileName = Derived.profile.rawValue
  /// The member that tells what a batch costs by the prices of its profile.
  package static let costName = Derived.cost.rawValue

  package let name: String
  private let source: Source

  /// - Parameter name: as a user writes it; the fields of the metadata are `metadata.KEY`.
  /// - Returns: nil where there is none of that name.
  package init?(_ name: String) {
    self.name = name
    if Self.ofAPI[name] != nil {
      source = .api
    } else if let derived = Derived(rawValue: name) {
      source = .derived(derived)
    } else if name.hasPrefix(Self.metadataPrefix), name != Self.metadataPrefix {
      source = .metadata(key: String(name.dropFirst(Self.metadataPrefix.count)))
    } else {
      return nil
    }
  }

  private static let metadataPrefix = "metadata."

  /// What the fields of the API may be, by their names.
  private static let ofAPI = Dictionary(
    uniqueKeysWithValues: BatchJSON.fields.map { ($0.name, $0) })

  /// The names that always exist.
  package static let names = BatchJSON.fields.map(\.name) + Derived.allCases.map(\.rawValue)

  /// - Parameters:
  ///   - now: seconds since 1970 in UTC.
  ///   - baselines: what is usual, for verdicts.
  /// - Returns: spans in whole seconds, times in seconds since 1970, progress in percent; null where
  ///   the server does not say.
  package func value(of batch: Batch, now: Int, baselines: PhaseBaselines) -> JSONValue {
    switch source {
    case .api: return BatchJSON(batch).value(of: name) ?? .null
    case .metadata(let key): return batch.metadata.last { $0.name == key }?.value ?? .null
    case .derived(let derived):
      func measure(_ measure: Measure) -> JSONValue {
        let value = measure.value(of: batch, now: now)
        return Self.number(value.flatMap { Int(exactly: $0.rounded(.down)) })
      }
      return switch derived {
      case .name: .string(batch.name)
      case .model: batch.model.map(JSONValue.string) ?? .null
      case .verdict:
        Verdict.of(batch, now: now, baselines: baselines)
          .map { .string($0.kind.rawValue) } ?? .null
      case .total: Self.number(batch.counts?.total)
      case .completed: Self.number(batch.counts?.completed)
      case .failed: Self.number(batch.counts?.failed)
      case .progress: measure(.percent)
      case .age: measure(.age)
      case .duration: measure(.duration)
      case .inState: measure(.inState)
      case .left: measure(.left)
      case .kept: measure(.kept)
      case .endedAt: Self.number(batch.endedAt)
      case .tokens: Self.number(batch.usage?.total)
      case .profile, .cost: batch.extras.last { $0.name == derived.rawValue }?.value ?? .null
      }
    }
  }

  private static func number(_ number: Int?) -> JSONValue {
    number.map { .number(String($0)) } ?? .null
  }

  /// What its values are.
  package enum Kind: Sendable, Hashable {
    case text
    /// Seconds since 1970 in UTC.
    case time
    /// Seconds.
    case span
    case count
    case percent
    /// Of money; may have decimals.
    case amount
    /// An array or an object.
    case nested
  }

  package var kind: Kind {
    switch source {
    case .api:
      if TimestampField.allCases.contains(where: { $0.name == name }) { return .time }
      return ["errors", "metadata", "request_counts"].contains(name) ? .nested : .text
    case .metadata: return .text
    case .derived(let derived):
      return switch derived {
      case .name, .model, .verdict, .profile: .text
      case .total, .completed, .failed, .tokens: .count
      case .progress: .percent
      case .cost: .amount
      case .age, .duration, .inState, .left, .kept: .span
      case .endedAt: .time
      }
    }
  }

  /// The field of a record with its values.
  package var recordField: RecordField { RecordField(name, shape) }

  private var shape: JSONShape {
    switch source {
    case .api: return Self.ofAPI[name]?.shape ?? .anything
    case .metadata: return .anything
    case .derived(.name): return .text
    case .derived(.verdict):
      return JSONShape.word(Verdict.Kind.allCases.map(\.rawValue)).orNull
    case .derived:
      return switch kind {
      case .text: JSONShape.text.orNull
      case .time: JSONShape.time.orNull
      case .span: JSONShape.span.orNull
      case .count: JSONShape.count.orNull
      case .percent: JSONShape.described(.count, "Percent").orNull
      case .amount:
        JSONShape.described(.number(0...1_000_000_000), "Estimate from your prices").orNull
      case .nested: .anything
      }
    }
  }

  /// Whether its value is not the server's but the user's, whose file `ProfileMarks` has it from.
  package var isOfProfile: Bool { source == .derived(.profile) || source == .derived(.cost) }

  /// Whether its values depend on what is usual here, and so on rows that come later.
  package var dependsOnBaselines: Bool { source == .derived(.verdict) }
}

extension ReportField {
  /// A list of fields that cannot be read.
  package struct ListError: Error, Sendable, Hashable {
    /// The first name that no field has, or that is there twice; empty where a name is missing.
    package let name: String
    /// Whether it is there twice: an object cannot have two members of one name.
    package var isRepeated = false
  }

  /// Reads names with commas between them.
  package static func list(_ text: String) throws(ListError) -> [ReportField] {
    var fields: [ReportField] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = String(name).trimmingWhitespace()
      guard let field = ReportField(name) else { throw ListError(name: name) }
      if fields.contains(field) { throw ListError(name: name, isRepeated: true) }
      fields.append(field)
    }
    return fields
  }
}
