//! Who is rated: name, category with a sentence on how to choose, body, form, year, federation above.

use super::field::{ChoicesProps, FieldProps, choices, field};
use crate::app::html;
use crate::dossier::Union;
use crate::guideline::{Body, Category, Form, ProfileGap};
use yew::prelude::*;

/// What the form shows and reports.
#[derive(PartialEq)]
pub struct UnionFormProps {
    /// The union as it stands.
    pub union: Union,
    /// The year rated.
    pub year: u16,
    /// Whether the name is missing, to be said at the field.
    pub nameless: bool,
    /// What must still be chosen, to be said at the field.
    pub gaps: Vec<ProfileGap>,
    /// The union changed.
    pub on_union: Callback<Union>,
    /// The year changed.
    pub on_year: Callback<u16>,
}

const fn how_to_choose(category: Category) -> &'static str {
    match category {
        Category::Soe => "国有、集体企业及其控股企业的工会。",
        Category::Private => "民营、外资等非公有制企业的工会。",
        Category::Platform => "外卖、快递、货运、网约车等平台企业的工会。",
        Category::Public => "党政机关、人民团体、学校、医院等单位的工会。",
        Category::Regional => "村、社区、园区、商圈、楼宇或一个行业的工会。",
        Category::Township => "乡镇、街道、园区一级的工会，按附件 2 参照评定。",
    }
}

const fn about_form(form: Form) -> &'static str {
    match form {
        Form::Single => "一个单位自己建立的基层工会委员会。",
        Form::Joint => "几个单位联合建立的基层联合工会委员会。",
        Form::Federation => "由若干基层工会组成，不直接发展会员。",
    }
}

/// Draws the form.
pub fn union_form(props: &UnionFormProps) -> Html {
    let change = |change: fn(&mut Union, String)| {
        let (union, on_union) = (props.union.clone(), props.on_union.clone());
        Callback::from(move |text: String| {
            let mut union = union.clone();
            change(&mut union, text);
            on_union.emit(union);
        })
    };
    let missing = |gap: ProfileGap, sentence: &'static str| props.gaps.contains(&gap).then_some(sentence);
    let on_year = {
        let on_year = props.on_year.clone();
        Callback::from(move |text: String| {
            if let Ok(year) = text.parse() {
                on_year.emit(year);
            }
        })
    };
    let category = props.union.category;
    html! {
        <div class="union-form">
            { field(&FieldProps { id: "union-name", label: "工会名称", hint: "按印章上的全称填写。", value: props.union.name.clone(), on_text: change(|union, text| union.name = text), error: props.nameless.then_some("请填写工会名称。") }) }
            { choices(&ChoicesProps { name: "category", legend: "工会类别", hint: "社会组织按实际情况归入最接近的一类。", error: missing(ProfileGap::Category, "请选择一类，指标按类别确定。"), options: Category::ALL.map(|of| (of.key(), of.name(), how_to_choose(of))).to_vec(), chosen: category.map(Category::key), on_choose: change(|union, key| union.category = Category::from_key(&key)) }) }
            if category == Some(Category::Public) {
                { choices(&ChoicesProps { name: "body", legend: "单位性质", hint: "有两行指标对机关和事业单位的要求不同。", error: missing(ProfileGap::Body, "请选择机关或事业单位。"), options: Body::ALL.map(|of| (of.key(), of.name(), "")).to_vec(), chosen: props.union.body.map(Body::key), on_choose: change(|union, key| union.body = Body::from_key(&key)) }) }
            }
            if category != Some(Category::Township) {
                { choices(&ChoicesProps { name: "form", legend: "建会形式", hint: "", error: missing(ProfileGap::Form, "请选择建会形式。"), options: Form::ALL.map(|of| (of.key(), of.name(), about_form(of))).to_vec(), chosen: props.union.form.map(Form::key), on_choose: change(|union, key| union.form = Form::from_key(&key)) }) }
            }
            { choices(&ChoicesProps { name: "year", legend: "评定年度", hint: "", error: None::<&'static str>, options: years(props.year), chosen: Some(year_key(props.year)), on_choose: on_year }) }
            { field(&FieldProps { id: "union-higher", label: "上级工会", hint: "收到这份自评的工会，例如某某街道总工会。可以以后再填。", value: props.union.higher.clone(), on_text: change(|union, text| union.higher = text), error: None }) }
        </div>
    }
}

const YEARS: [(u16, &str, &str); 11] = [
    (2025, "2025", "2025 年"),
    (2026, "2026", "2026 年"),
    (2027, "2027", "2027 年"),
    (2028, "2028", "2028 年"),
    (2029, "2029", "2029 年"),
    (2030, "2030", "2030 年"),
    (2031, "2031", "2031 年"),
    (2032, "2032", "2032 年"),
    (2033, "2033", "2033 年"),
    (2034, "2034", "2034 年"),
    (2035, "2035", "2035 年"),
];

fn years(chosen: u16) -> Vec<(&'static str, &'static str, &'static str)> {
    // Three years round the one that is chosen; the guideline is of 2025.
    let chosen = chosen.clamp(2025, 2035);
    let shown = YEARS.iter().filter(|(year, _, _)| (chosen - 1..=chosen + 1).contains(year));
    shown.map(|(_, key, name)| (*key, *name, "")).collect()
}

fn year_key(year: u16) -> &'static str {
    YEARS.iter().find(|(of, _, _)| *of == year).map_or("", |(_, key, _)| key)
}
