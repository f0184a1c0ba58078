namespace Tracetest.Domain.Tests.Language;

/// <summary>What the parts of the language are made of.</summary>
internal static class FuzzVocabulary
{
    public static FuzzTexts Selectors { get; } = new(
        [
            "span", "[", "]", "span[", "a", ".", "=", "!=", "<", "<=", ">", ">=", "contains", "not-contains", "starts-with", "ends-with", "matches",
            "\"", "\"x\"", "\"app-id\"", "!", "-", "-1", "100ms", "ms", "\\", "\\u00e9", "1", "0x", "1.5", "1e", "1e99999", "true", "false", ",", " ",
            ":", ":first", ":last", ":nth_child", "(", ")", "2", "//", "/*", "*/", "\n", "é", "\ud800", "😀", "'", "_", "0b1", "99999999999999999999", ";", "and",
        ],
        [
            "span[name=\"a\" b contains \"c\"]:first span[x = 1.5]", "span[a != \"x\", b, !c, \"d e\" matches \"[a-z]+\"] > span[]:nth_child(2)",
            "span[tracetest.span.duration > 100ms], span[a = -1 b <= 0x10]", "", "// c\nspan[a = true /* b */ c = \"\\u00e9\\x41\\101\\n\"]",
        ],
        ["span[] ", "span[]>", "span[a,", "(", "[", "span[]:first ", "/*", "span[a=\""]);

    public static FuzzTexts Expressions { get; } = new(
        [
            "1", "2.5", "5ms", "5 s", " ", "  ", "attr:a", "attr:", "attr:\"a b\"", "parent:a", "selected:x", "event:'e'", "env:x", "var:y.z", "'", "\"",
            "\\", "\\'", "${", "}", "[", "]", "(", ")", ",", "|", "json_path", "regex", "get_index", "length", "m", "f", "+", "-", "*", "/", "=", "==", "!=", "<",
            ">=", "contains", "not-contains", "starts-with", "ends-with", "matches", "not-matches", "é", "😀", "\ud800", "\n", "'$.a'", "uuid()",
            "randomInt(1, 2)", "a", "true", "false", "-1", "&&", "%", "“",
        ],
        [
            "attr:http.status_code = 200", "attr:body | json_path '$.items[*].id' | get_index 0 = \"x ${var:x + 1} y\"", "(1 + 2) * -3 >= var:x",
            "[1, \"a\", attr:b + 1] contains 'a'", "selected:\"a b\" | length starts-with true", "randomInt(1, 2 * 3) not-matches '[0-9]+'",
            "attr:tracetest.span.duration <= 1.5 s + 100ms", "var:y.z",
        ],
        ["(", "[", "f(", "[1, ", "\"${", "'${f(", "-", "((", "1 + (", "attr:\"", "1 | f ", "f(1, [", "${", "{", "“", "- "]);

    public static FuzzTexts InterpolatedTexts { get; } = new(
        ["${", "}", "${}", "$", "{", "var:x", "env:y.z", "'", "\"", "\\", " ", "a", "${var:x}", "${1 + 2}", "uuid()", "|", "json_path", "😀", "\ud800", "%", "(", "["],
        ["http://x/${var:x}/y", "{\"a\": \"${env:y.z | json_path '$.a[0]'}\"}", "a${'}'}b", "${randomInt(1, 1)}${\"}${\"}"],
        ["${", "${(", "${[", "${'", "${}", "$$", "${\"${"]);

    public static FuzzTexts JsonPaths { get; } = new(
        [
            "$", ".", "..", "*", "a", "[", "]", "[0]", "[-1]", "[*]", "['a']", "[\"b\"]", "'", "\"", ":", "1", "-", ",", "?(", "[?(", ")", ")]", "@", "@.a",
            "==", "!=", "<", "&&", "||", "(", "null", "true", "1.5", " ", "é", "\ud800", "99999999999999999999", "\\", "1e9",
        ],
        ["$.a[0].b", "$..a", "$.a[?(@.a == 1 && @.b != 'x')].b", "['a','b']", "$.a[1:3:-1]", "$[*]..['a','b']", ".a[-1]"],
        ["[", "(", "[?(", "[?((", ".a", "..a", "['a']", "[0]", "..*", "[*]"]);

    public static FuzzTexts Patterns { get; } = new(
        [
            "a", "b", ".", "*", "+", "?", "*?", "{2}", "{1,3}", "{", "}", "{1000}", "{1001}", "(", ")", "(?:", "(?i)", "(?s", "(?P<n>", "(?<n>", "(?=", "|", "[", "]",
            "[^", "-", "[a-z]", "[[:alpha:]]", "[:x:]", "\\", "\\d", "\\W", "\\S", "\\b", "\\pL", "\\p{Lu}", "\\p{Greek}", "\\PN", "\\Q", "\\E", "\\x41", "\\x{1F600}",
            "\\z", "\\Z", "\\1", "\\0", "^", "$", "😀", "\ud800", "é", "\n", "&&", "~~", "--",
        ],
        ["^[a-z]+(\\d{2,3})?$", "(?i)(?P<n>GET|post)\\s", "[[:alpha:]]*[^\\w\\pL]", "\\Qa.b\\E|(?:x|y)+?", "\\bfoo\\b", "(a|ab)(c|bcd)(d*)"],
        ["(", "(?:", "[", "a{2}", "(a*)*", "(?i)", "(a{2}){2}", "((((", "|", "[[:alpha:]]", "(?:a|", "\\Q", "a?"],
        11_000);

    public static FuzzTexts Json { get; } = new(
        ["{", "}", "[", "]", ",", ":", "\"a\"", "\"", "\\u00", "\\ud800", "\\udc00", "1", "-", "1e5", "1E-400", ".", "true", "nul", "null", " ", "\ufeff", "\u0001", "é", "😀"],
        ["{\"a\":[1,2.50,-3e2,true,null],\"b\":{\"c\":\"d\\n\\u00e9\\ud83d\\ude00\"}}", "[]", "{}", " [ { } , [ [ ] ] ] ", "\"x\"", "-0.0"],
        ["[", "{\"a\":", "[[", "[{\"a\":", "{", "\"\\u0041", "-", "1", "[1,"]);

    public static FuzzTexts Amounts { get; } = new(
        ["0", "1", "25", "999", ".", "-", "+", "ns", "us", "ms", "s", "m", "h", "e", "E5", " ", "\n", "µs", "d", "9223372036854775807", "9223372036854775808", "٣", "１"],
        ["1.5s", "100ms", "25", "-3", "0.5", "59.96s", "999600ns", "1h", "0001", "3.00"],
        ["1", "0", "-", "1.", "1h"],
        2_000);
}
