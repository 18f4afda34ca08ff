import ArgumentParser

/// The script with which a shell completes arguments: the parser's, with what it leaves out.
///
/// The parser offers nothing but its own two flags where no command is named, although `lazybatch` alone
/// is `lazybatch browse`; and it cannot know the options of the simulator, which is another program.
struct CompletionScript {
  let shell: CompletionShell

  /// - Parameter arguments: without the program's name.
  /// - Returns: nil where they ask for something else, or for the script of a shell that is not known.
  init?(arguments: [String]) {
    let flag = "--generate-completion-script"
    let name: String
    switch arguments.count {
    case 1 where arguments[0].hasPrefix(flag + "="):
      name = String(arguments[0].dropFirst(flag.count + 1))
    case 2 where arguments[0] == flag: name = arguments[1]
    default: return nil
    }
    guard let shell = CompletionShell(rawValue: name) else { return nil }
    self.shell = shell
  }

  var text: String {
    let script = LazybatchCommand.completionScript(for: shell)
    guard let place = script.firstRange(of: start) else { return script }
    return script[..<place.upperBound] + addition + script[place.upperBound...] + ending
  }

  /// Where the script begins to look at the words.
  private var start: String {
    shell == .fish
      ? "    set -l unparsed_tokens (__lazybatch_tokens -pc)\n" : "\n_lazybatch() {\n"
  }

  private var addition: String {
    switch shell {
    case .bash: Self.bash
    case .zsh: Self.zsh
    case .fish: Self.fish
    default: ""
    }
  }

  private var ending: String { shell == .fish ? Self.fishEnding : "" }

  private static let bash = """
        if [[ ${COMP_CWORD} -gt 1 && ${COMP_WORDS[1]} = simulate ]]; then
            # The simulator completes its own arguments.
            if ! declare -F _lazybatch-simulator >/dev/null; then
                if declare -F _comp_load >/dev/null; then
                    _comp_load lazybatch-simulator
                elif declare -F __load_completion >/dev/null; then
                    __load_completion lazybatch-simulator
                fi
            fi
            declare -F _lazybatch-simulator >/dev/null || return
            COMP_WORDS=(lazybatch-simulator "${COMP_WORDS[@]:2}")
            COMP_LINE="${COMP_WORDS[*]}"
            COMP_POINT="${#COMP_LINE}"
            ((COMP_CWORD--))
            _lazybatch-simulator lazybatch-simulator "${2}" "${3}"
            return
        elif [[ ${COMP_WORDS[1]} = -* ]]; then
            # Without a command, lazybatch browses.
            COMP_WORDS=("${COMP_WORDS[0]}" browse "${COMP_WORDS[@]:1}")
            ((COMP_CWORD++))
        fi

    """

  private static let zsh = """
        if [[ "${CURRENT}" -gt 2 && "${words[2]}" = simulate ]]; then
            # The simulator completes its own arguments.
            words=(lazybatch-simulator "${(@)words[3,-1]}")
            (( CURRENT-- ))
            _normal
            return
        elif [[ "${words[2]}" = -* ]]; then
            # Without a command, lazybatch browses.
            words=("${words[1]}" browse "${(@)words[2,-1]}")
            (( CURRENT++ ))
        fi

    """

  private static let fish = """
        set -l first_word $unparsed_tokens[2]
        test (count $unparsed_tokens) -eq 1; and set first_word (commandline -ct)
        if string match -q -- '-*' $first_word
            # Without a command, lazybatch browses.
            set unparsed_tokens $unparsed_tokens[1] browse $unparsed_tokens[2..]
        end

    """

  private static let fishEnding = #"""

    # The simulator completes its own arguments.
    function __lazybatch_is_simulating
        set -l words (commandline -opc)
        test (count $words) -gt 1; and test $words[2] = simulate
    end

    function __lazybatch_simulate
        set -l words (commandline -opc)
        complete -C "lazybatch-simulator $words[3..] "(commandline -ct)
    end

    complete -c lazybatch -n __lazybatch_is_simulating -fa '(__lazybatch_simulate)'

    """#
}
