// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let asyncHTTPClient = Target.Dependency.product(
  name: "AsyncHTTPClient", package: "async-http-client")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "lazybatch",
  products: [.executable(name: "lazybatch", targets: ["lazybatch"])],
  dependencies: [
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    // Without its default traits Hummingbird leaves all of Foundation (and its ICU data) out.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    // Its only default trait is Foundation.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .systemLibrary(name: "CNcurses", path: "Modules/CNcurses"),
    .target(name: "CTerminalRescue"),
    .target(name: "CCoreDumps"),
    .target(
      name: "CQuietDispatch",
      linkerSettings: [
        .unsafeFlags(["-Xlinker", "--wrap=dispatch_source_set_timer"])
      ]),
    .target(name: "Screen", swiftSettings: strict),
    .target(
      name: "NcursesTerminal",
      dependencies: [
        "Screen", "CNcurses", "CTerminalRescue",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict,
      // ncurses has to find our `wcwidth` before the C library's.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic-symbol=wcwidth"])]),
    .target(name: "Batches", swiftSettings: strict),
    .target(name: "BatchListing", dependencies: ["Batches"], swiftSettings: strict),
    .target(
      name: "BatchClient",
      dependencies: [
        "Batches", "CCoreDumps", asyncHTTPClient, logging,
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOSOCKS", package: "swift-nio-extras"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict),
    .target(
      name: "BatchSimulator",
      dependencies: [
        "Batches", logging,
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .target(
      name: "Browser",
      dependencies: [
        "Screen", "Batches",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "lazybatch",
      dependencies: [
        "Screen", "NcursesTerminal", "Batches", "BatchListing", "BatchClient", "BatchSimulator",
        "Browser", "CQuietDispatch", logging,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .testTarget(name: "ScreenTests", dependencies: ["Screen"], swiftSettings: strict),
    .testTarget(
      name: "NcursesTerminalTests", dependencies: ["NcursesTerminal", "Screen"],
      swiftSettings: strict),
    .testTarget(name: "BatchesTests", dependencies: ["Batches"], swiftSettings: strict),
    .testTarget(
      name: "BatchListingTests", dependencies: ["BatchListing", "Batches"], swiftSettings: strict),
    .testTarget(
      name: "BatchClientTests",
      dependencies: [
        "Batches", "BatchClient", "BatchSimulator", logging,
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "BatchSimulatorTests",
      dependencies: [
        "Batches", "BatchSimulator", asyncHTTPClient,
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "BrowserTests",
      dependencies: ["Browser", "Screen", "Batches"],
      exclude: ["Snapshots"],
      swiftSettings: strict),
    .testTarget(
      name: "LazybatchTests",
      dependencies: [
        "lazybatch", "BatchClient", "Batches",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
  ]
)
