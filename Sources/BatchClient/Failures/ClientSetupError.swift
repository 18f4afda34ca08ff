import Secrets

/// Why an `HTTPBatchService` cannot be set up.
public enum ClientSetupError: Error, Hashable {
  /// A setting that the user can correct.
  case invalid(InvalidSetting)
  /// Something that the system lacks, as a sentence like that of a setting.
  case lacking(String)

  public var sentence: String {
    switch self {
    case .invalid(let setting): setting.sentence
    case .lacking(let sentence): sentence
    }
  }
}
