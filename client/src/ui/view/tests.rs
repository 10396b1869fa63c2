//! What is written for what stands in `view!`, and how rows keep their places.

use std::cell::RefCell;
use std::rc::Rc;

use super::*;

#[test]
fn elements_are_written_as_they_stand_there() {
    let (name, none): (String, Option<&str>) = ("A \"b\" & <c>".into(), None);
    let page = view! {
        <a class="link" href=name.clone() title=none hidden=false open=true data-seq=7_u64 dir>
            <br/>
            {name}
        </a>
    };
    assert_eq!(
        page.to_html(),
        "<a class=\"link\" href=\"A &quot;b&quot; &amp; &lt;c&gt;\" open data-seq=\"7\" dir><br>\
         A &quot;b&quot; &amp; &lt;c&gt;</a>"
    );
}

#[test]
fn texts_stay_apart_and_what_is_live_has_an_end() {
    let nothing: Option<Node> = None;
    let page = view! { <p>"a" {"b".to_owned()} {nothing} {|| "c"} "d" {|| None::<Node>}</p> };
    assert_eq!(page.to_html(), "<p>a<!>b<!>c<!>d<!></p>");
}

#[test]
fn what_holds_no_comments_gets_none() {
    let page = view! { <title>"a" {"b"}</title><script>"1 < 2 && f()"</script> };
    assert_eq!(page.to_html(), "<title>ab</title><script>1 < 2 && f()</script>");
}

#[test]
#[should_panic(expected = "a script of ours does not end itself")]
fn a_script_cannot_end_itself() {
    let end = "</script>";
    view! { <script>{end}</script> }.to_html();
}

#[test]
fn what_is_typed_into_a_field_is_not_written() {
    assert_eq!(view! { <textarea prop:value="a"></textarea> }.to_html(), "<textarea></textarea>");
}

#[test]
fn rows_are_drawn_once_and_keep_their_places() {
    let rows = Rc::new(RefCell::new(vec!['a', 'b', 'c']));
    let shown = Rc::clone(&rows);
    let list = each(move || shown.borrow().clone(), |row| *row, |row| row.to_string().into_node());
    let Node::List(mut ask) = list else { unreachable!("a list is one") };
    assert_eq!(told(ask()), ["+a", "+b", "+c"]);
    rows.replace(vec!['c', 'x', 'a', 'x']);
    assert_eq!(told(ask()), ["2", "+x", "0", "+x"], "of two with one key, both are shown");
    rows.replace(vec!['a']);
    assert_eq!(told(ask()), ["2"]);
    rows.replace(Vec::new());
    assert!(ask().is_empty());
    rows.replace(vec!['a']);
    assert_eq!(told(ask()), ["+a"], "what was gone is drawn anew");
}

fn told(places: Vec<Place>) -> Vec<String> {
    let told = |place| match place {
        Place::Kept(at) => at.to_string(),
        Place::New(node) => format!("+{}", node.to_html()),
    };
    places.into_iter().map(told).collect()
}
