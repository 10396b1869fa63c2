//! Many runs as one: where each had a number, the one in the middle, the least and the largest.

use serde_json::{Map, Value, json};

/// The median, the least and the most of each number in these, which are alike. What is no number
/// is taken from the first; of one alone there is no spread.
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
            let mut numbers: Vec<f64> = runs.iter().filter_map(Value::as_f64).collect();
            numbers.sort_by(f64::total_cmp);
            let (middle, last) = (numbers.len() / 2, numbers.len() - 1);
            let median = if numbers.len() % 2 == 1 {
                numbers[middle]
            } else {
                f64::midpoint(numbers[middle - 1], numbers[middle])
            };
            json!({"median": median, "min": numbers[0], "max": numbers[last]})
        }
        [Value::Bool(_), ..] => json!(runs.iter().any(|run| run == &json!(true))),
        [first, ..] => first.clone(),
    }
}

/// The number at this place, as `one_poster.seconds`: the median where there were many runs.
pub fn number(value: &Value, place: &str) -> Option<f64> {
    let at = value.pointer(&format!("/{}", place.replace('.', "/")))?;
    at.as_f64().or_else(|| at.get("median")?.as_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_stands_between_the_extremes() {
        let runs =
            [3.0, 9.0, 1.0].map(|us| json!({"phase": {"us": us, "of": "x", "late": us > 8.0}}));
        let expected =
            json!({"us": {"median": 3.0, "min": 1.0, "max": 9.0}, "of": "x", "late": true});
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
}
