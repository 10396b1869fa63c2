//! Many runs as one: where each had a number, the one in the middle, the least and the largest.

use serde_json::{Map, Value, json};

/// The median, the least and the most of each number in these, which are alike, and the numbers in
/// the order of the runs. What is no number is taken from the first; of one alone there is no
/// spread.
pub fn spread(runs: &[Value]) -> Value {
    match runs {
        [] => Value::Null,
        [one] => one.clone(),
        [Value::Object(first), ..] => {
            let each = |key: &String| {
                let values: Vec<Value> = runs.iter().map(|run| run[key].clone()).collect();
                (key.clone(), spread(&values))
            };
            Value::Object(first.keys().map(each).collect::<Map<_, _>>())
        }
        [Value::Number(_), ..] => {
            let numbers: Vec<f64> = runs.iter().filter_map(Value::as_f64).collect();
            let (least, most) = (f64::INFINITY, f64::NEG_INFINITY);
            json!({
                "median": median(numbers.clone()),
                "min": numbers.iter().copied().fold(least, f64::min),
                "max": numbers.iter().copied().fold(most, f64::max),
                "runs": numbers,
            })
        }
        [Value::Bool(_), ..] => json!(runs.iter().any(|run| run == &json!(true))),
        [first, ..] => first.clone(),
    }
}

fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let (middle, is_odd) = (numbers.len() / 2, numbers.len() % 2 == 1);
    let upper = numbers.get(middle).copied()?;
    Some(if is_odd { upper } else { f64::midpoint(numbers[middle - 1], upper) })
}

/// What is at the first place, of what is at the second: of each run by itself, since the machine
/// is not as fast in one as in the next, and of these the median.
pub fn ratio(value: &Value, first: &str, second: &str) -> Option<f64> {
    let numbers = |place: &str| {
        let at = at(value, place)?;
        let runs = at["runs"].as_array().map(|runs| runs.iter().filter_map(Value::as_f64));
        Some(runs.map_or_else(|| at.as_f64().into_iter().collect(), Iterator::collect))
    };
    let (first, second): (Vec<f64>, Vec<f64>) = (numbers(first)?, numbers(second)?);
    median(first.into_iter().zip(second).map(|(first, second)| first / second).collect())
}

fn at<'v>(value: &'v Value, place: &str) -> Option<&'v Value> {
    value.pointer(&format!("/{}", place.replace('.', "/")))
}

/// The number at this place, as `one_poster.seconds`: the median where there were many runs.
pub fn number(value: &Value, place: &str) -> Option<f64> {
    let at = at(value, place)?;
    at.as_f64().or_else(|| at.get("median")?.as_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_stands_between_the_extremes() {
        let runs =
            [3.0, 9.0, 1.0].map(|us| json!({"phase": {"us": us, "of": "x", "late": us > 8.0}}));
        let us = json!({"median": 3.0, "min": 1.0, "max": 9.0, "runs": [3.0, 9.0, 1.0]});
        let expected = json!({"us": us, "of": "x", "late": true});
        assert_eq!(spread(&runs), json!({"phase": expected}));
        assert_eq!(spread(&runs[..2])["phase"]["us"]["median"], 6.0);
        assert_eq!(spread(&runs[..1]), runs[0]);
        assert_eq!(spread(&[]), Value::Null);
    }

    #[test]
    fn a_number_is_found_in_one_run_and_in_many() {
        let runs = [json!({"a": {"b": 1}}), json!({"a": {"b": 2}}), json!({"a": {"b": 7}})];
        assert_eq!(number(&runs[0], "a.b"), Some(1.0));
        assert_eq!(number(&spread(&runs), "a.b"), Some(2.0));
        assert_eq!(number(&runs[0], "a.c"), None);
    }

    #[test]
    fn a_ratio_is_taken_run_by_run() {
        let runs = [(2.0, 1.0), (9.0, 10.0), (8.0, 2.0)].map(|(a, b)| json!({"a": a, "b": b}));
        let all = spread(&runs);
        // 2, 0.9 and 4; of the medians it would be 4.
        assert_eq!(ratio(&all, "a", "b"), Some(2.0));
        assert_eq!(ratio(&runs[1], "a", "b"), Some(0.9));
        assert_eq!(ratio(&all, "a", "c"), None);
    }
}
