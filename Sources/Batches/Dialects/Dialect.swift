/// What a provider's batch API does differently from others, as data: one decoder and one pager read
/// them all.
///
/// A dialect says only what the common rules of the decoder do not find out by themselves, such as other
/// names of fields and other spellings of a status. Two dialects with the same name are the same.
public struct Dialect: Sendable {
  /// As `--provider` knows it.
  public var name: String
  public var server: Server
  public var list = List()
  public var row = Row()
  public var terms = BatchTerms()
  public var files = Files()

  /// Where the server is and how it knows its clients.
  public struct Server: Sendable {
    /// The address of the API with its version; nil where every customer has a different one.
    public var address: String?
    /// The path of the API below a host that was given alone.
    public var path: [String]
    /// The environment variables of the provider's own SDK for the address, the first first.
    public var addressVariables: [AddressVariable] = []
    /// The environment variables that may hold the key, the first first.
    public var keys: [KeyVariable]
    /// Headers of every request.
    public var headers: [(name: String, value: String)] = []
    /// Headers whose values are in environment variables of the provider's own SDK.
    public var variableHeaders: [(name: String, variable: String)] = []
    /// The variable with the project whose batches are listed, where one of these headers names it.
    public var projectVariable: String?
    /// The variable with the account that is a part of the list's path.
    public var accountVariable: String?
    /// The variable with the version of an API that is chosen in the query.
    public var versionVariable: String?
    /// Where to create a key, as a phrase that follows "create one".
    public var keyPlace = "in the console of your provider"
    /// The page of the console with a batch, for which `{id}` stands, or with all of them; nil where none is
    /// known.
    public var console: String?
  }

  /// A variable that holds an address.
  public struct AddressVariable: Sendable {
    public var name: String
    /// Whether it holds the host alone, below which the SDK appends the path of the API.
    public var isHost: Bool
    /// The path of another API of the provider, which the address may end with in place of this one's.
    public var otherPath: [String] = []
  }

  /// A variable that holds a key, and how the key is sent.
  public struct KeyVariable: Sendable {
    public var name: String
    public var style = KeyStyle.bearer
  }

  /// How a key is sent.
  public enum KeyStyle: Sendable, Hashable {
    /// `Authorization: Bearer KEY`
    case bearer
    /// `NAME: KEY`
    case header(String)
  }

  /// How the list is requested and continued.
  public struct List: Sendable {
    /// The path below the address; `{account}` stands for the account.
    public var path = ["batches"]
    /// The member with the rows, where it has another name than those that are looked for anyway.
    public var member: String?
    /// Whether an empty list comes without that member.
    public var omitsEmptyMember = false
    public var paging = Paging.after("after")
    /// The parameter for the number of rows; nil where there is none.
    public var limit: String? = "limit"
    /// The most rows that a page may have; nil where it is not known.
    public var largestPage: Int?
    /// Parameters of every request for a page.
    public var parameters: [(name: String, value: String)] = []
  }

  /// How the next page is known.
  public enum Paging: Sendable, Hashable {
    /// By the id of the last row, in this parameter.
    case after(String)
    /// By a token in the response, in this parameter. Without one, the list ends.
    case token(String)
    /// By its number, from 0, in this parameter; the response has the total of rows.
    case number(String)

    /// Whether a page can be requested after any row.
    public var continuesAnywhere: Bool {
      switch self {
      case .after: true
      case .token, .number: false
      }
    }
  }

  /// How a row is read.
  public struct Row: Sendable {
    /// Fields whose names mean something else here than elsewhere.
    public var fields: [(name: String, meaning: FieldMeaning)] = []
    /// Objects whose members are read as if they stood beside them.
    public var inside: [String] = []
    /// Whether ids are paths (`batches/abc`), of which requests for one batch name the last part.
    public var idIsPath = false
    public var status = StatusRule.word
    /// Whether the counts of finished requests are 0 until the batch has ended.
    public var countsAtEnd = false
    /// Whether a field that is missing or not set may be under another name.
    public var hasSynonyms = true
  }

  /// How the files of a batch are reached, and how it is cancelled.
  public struct Files: Sendable {
    /// The path of the files below the address.
    public var path = ["files"]
    /// What follows the id of a file for its content.
    public var content = PathTail.segment("content")
    /// Parameters of every request for a content.
    public var contentParameters: [(name: String, value: String)] = []
    /// The parameter of the list of files for their purpose; nil where there is none.
    public var purpose: String? = "purpose"
    public var input = FilePlace.file
    public var output = FilePlace.file
    public var errors = FilePlace.file
    /// What follows the id of a batch in the request that cancels it; nil where there is none.
    public var cancel: PathTail? = .segment("cancel")
  }

  /// What follows an id in a path.
  public enum PathTail: Sendable, Hashable {
    /// `ID/WORD`
    case segment(String)
    /// `ID:WORD`
    case verb(String)
  }

  /// Where a file of a batch is.
  public enum FilePlace: Sendable, Hashable {
    /// The batch names its id, or its URL.
    case file
    /// Below the batch, at `results`.
    case batch
    /// It is a part of the output.
    case output
    /// Not below this API, for a reason that is a sentence without a full stop.
    case unreachable(String)
  }

  /// What a field means.
  public enum FieldMeaning: Sendable, Hashable {
    case id, status, errors, inputFile, outputFile
    /// When the batch ended, whatever the status says of it.
    case end
    /// When the batch changed last, which is about when it ended.
    case lastChange
    /// An object with the outcome, which is an error unless its code is `OK`.
    case outcome
    /// When the results were deleted.
    case resultsGone
    /// The share that is done in percent, however small.
    case percent
    /// A field that only looks like one of those that are known.
    case other
  }

  /// How the status of a batch is known.
  public enum StatusRule: Sendable, Hashable {
    case word
    /// Anthropic says only that a batch has ended; how follows from the counts.
    case endedByCounts
    /// xAI has no status; it follows from the counts and the time of the cancellation.
    case byCounts
  }
}

extension Dialect {
  /// The variables by which most programs know the address of a provider whose own SDK has none.
  static func usualAddress(_ name: String) -> [AddressVariable] {
    ["BASE_URL", "API_BASE"].map { AddressVariable(name: "\(name)_\($0)", isHost: false) }
  }
}

extension Dialect: Hashable {
  public static func == (one: Dialect, other: Dialect) -> Bool { one.name == other.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Dialect {
  /// A server with OpenAI's API, whoever runs it.
  public static let common = Dialect(
    name: "", server: Server(address: nil, path: ["v1"], keys: []))

  /// What `BatchJSON` writes: every field is there, under its own name.
  public static let written = Dialect(
    name: "", server: Server(address: nil, path: ["v1"], keys: []), row: Row(hasSynonyms: false))

  /// All that `--provider` knows.
  public static let all: [Dialect] = [
    .siliconflow, .siliconflowInternational, .openai, .azure, .anthropic, .gemini, .mistral,
    .cohere,
    .fireworks, .xai, .groq, .together, .openrouter, .digitalocean, .dashscope, .zhipu, .moonshot,
    .litellm,
  ]

  public init?(named name: String) {
    guard let dialect = Self.all.first(where: { $0.name == name }) else { return nil }
    self = dialect
  }

  /// The dialect of the provider whose usual address is at this host.
  public init?(host: String) {
    let known = Self.all.first { dialect in
      guard let address = dialect.server.address, address.hasPrefix("https://") else {
        return false
      }
      return address.dropFirst("https://".count).prefix { $0 != "/" } == host
    }
    guard let known else { return nil }
    self = known
  }

  /// The dialect with its own keys and variables, and the API of another one.
  public func speaking(_ other: Dialect) -> Dialect {
    var dialect = other
    dialect.server.keys = server.keys
    dialect.server.keyPlace = server.keyPlace
    dialect.server.variableHeaders = server.variableHeaders
    return dialect
  }

  /// The key variables of all providers, which child processes must not see.
  public static var allKeyVariables: [String] {
    Array(Set(all.flatMap { $0.server.keys.map(\.name) })).sorted()
  }
}
