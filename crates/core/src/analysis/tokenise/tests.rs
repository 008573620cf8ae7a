use crate::analysis::Shape;
use crate::analysis::tests::{tokens_of, words_of};

fn check(text: &str, expected: &str) {
    assert_eq!(words_of(text).join(" "), expected, "{text}");
}

#[test]
fn clitics_and_contractions() {
    check(
        "don't can’t Anna's cannot gonna they'll I'm",
        "do n't ca n’t Anna 's can not gon na they 'll I 'm",
    );
    check("O'Neill's o'clock ’tis rock 'n' roll '90s", "O'Neill 's o'clock ’tis rock 'n' roll '90s");
    check("the players' ball", "the players ' ball");
}

#[test]
fn hyphens_numbers_and_addresses() {
    check("decades-long pre-war e-mail 1950-53", "decades - long pre-war e-mail 1950 - 53");
    check("3.5 28,500 10:30 5% $5 12/3/1999 713-555-0199", "3.5 28,500 10:30 5 % $ 5 12/3/1999 713-555-0199");
    check(
        "(see www.tide.example/a?b=1), m.v@tide.example.",
        "( see www.tide.example/a?b=1 ) , m.v@tide.example .",
    );
    check("Tide.com's #slow @vell", "Tide.com 's #slow @vell");
}

#[test]
fn stops() {
    check("the U.S. and the U.K.", "the U.S. and the U.K.");
    check("Dr. J. R. Vell came at 5 p.m. to lot No. 5.", "Dr. J. R. Vell came at 5 p.m. to lot No. 5 .");
    check("the end.Next one... Really?! wait--no", "the end . Next one ... Really ?! wait -- no");
    check("No. It is vitamin C. The rest", "No . It is vitamin C . The rest");
}

#[test]
fn other_scripts_and_signs() {
    check("Он сказал 你好 👩‍👩‍👧 ok École", "Он сказал 你 好 👩‍👩‍👧 ok École");
    let shapes: Vec<Shape> =
        tokens_of("Он a Vell UN McVell x2 5.0 , 👍 #a").iter().map(|t| t.shape).collect();
    use Shape::{Address, Alphanumeric, Capitalised, Lower, Mark, Mixed, Number, OtherScript, Symbol, Upper};
    let expected =
        [OtherScript, Lower, Capitalised, Upper, Mixed, Alphanumeric, Number, Mark, Symbol, Address];
    assert_eq!(shapes, expected);
}
