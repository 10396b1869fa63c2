//! The page of promises says what the lab holds: each sentence, each command, and a result.

use hark_lab::promises::ALL;

#[test]
fn every_promise_stands_on_the_page_with_its_command_and_a_result() {
    let page = std::fs::read_to_string("../../docs/promises.md").unwrap();
    for promise in ALL {
        let heading = format!("## {}. {}", promise.name, promise.sentence);
        let (_, rest) = page.split_once(&heading).unwrap_or_else(|| panic!("no {heading:?}"));
        let section = rest.split("\n## ").next().unwrap();
        assert!(
            section.contains(&format!("`bin/lab {} --full`", promise.name)),
            "{}",
            promise.name
        );
        assert!(section.contains("Last measured 20"), "{} has no dated result", promise.name);
    }
    let told = page.matches(" --full` · Last measured 20").count();
    assert_eq!(told, ALL.len(), "the page promises what the lab does not hold");
}
