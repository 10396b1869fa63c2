//! `view!`: what a page looks like, written as HTML with Rust in it. Parsed by `rstml`, as Leptos'
//! macro of this name is, and turned into values of `hark_client::ui::view` instead of into a type
//! for each place where it stands.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use rstml::node::{Node, NodeAttribute, NodeBlock, NodeElement};
use syn::spanned::Spanned;
use syn::{Error, Expr, ExprLit, Lit, LitStr, Result, Stmt};

/// Elements, `"text"` and `{expressions}`, as one `Node`.
///
/// An attribute is a literal, an expression or nothing; `prop:value` is the value of a field while
/// somebody edits it. A closure, as an attribute or between elements, is asked again whenever a
/// signal that it read has changed. A view has no words of its own: those stand in `client/words`.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let written = rstml::parse2(tokens.into()).and_then(|nodes| root(&nodes));
    written.unwrap_or_else(|error| error.to_compile_error()).into()
}

fn root(nodes: &[Node]) -> Result<TokenStream> {
    let nodes: Vec<TokenStream> = nodes.iter().map(value).collect::<Result<_>>()?;
    Ok(match nodes.as_slice() {
        [one] => quote!({ #one }),
        many => quote!(crate::ui::view::Node::Many(Vec::from([#({ #many }),*]))),
    })
}

/// An expression that is a `Node`.
fn value(node: &Node) -> Result<TokenStream> {
    match node {
        Node::Element(element) => self::element(element),
        Node::Text(text) => {
            let text = wordless(&text.value)?;
            Ok(quote!(crate::ui::view::IntoNode::into_node(#text)))
        }
        Node::Block(NodeBlock::ValidBlock(block)) => {
            let inside = match block.stmts.as_slice() {
                [Stmt::Expr(Expr::Lit(ExprLit { lit: Lit::Str(text), .. }), None)] => {
                    let text = wordless(text)?;
                    quote!(#text)
                }
                [Stmt::Expr(alone, None)] => quote!(#alone),
                _ => quote!(#block),
            };
            Ok(quote_spanned!(block.span()=> crate::ui::view::IntoNode::into_node(#inside)))
        }
        other => Err(Error::new(other.span(), "write an element, \"text\" or an {expression}")),
    }
}

fn element(element: &NodeElement<rstml::Infallible>) -> Result<TokenStream> {
    let (tag, it) = (element.name().to_string(), it());
    let attributes = element.attributes().iter().map(attribute);
    let parts: Vec<TokenStream> =
        attributes.chain(element.children.iter().map(child)).collect::<Result<_>>()?;
    Ok(quote! {
        let mut #it = crate::ui::view::Element::new(#tag);
        #(#parts)*
        crate::ui::view::Node::Element(#it)
    })
}

/// The element that is being made, by a name that the expressions in it cannot see.
fn it() -> Ident {
    Ident::new("element", Span::mixed_site())
}

fn attribute(attribute: &NodeAttribute) -> Result<TokenStream> {
    let NodeAttribute::Attribute(attribute) = attribute else {
        return Err(Error::new(attribute.span(), "write name=value"));
    };
    let it = it();
    // Between the tokens of a name stand spaces.
    let name: String = attribute.key.to_string().split_whitespace().collect();
    Ok(match attribute.value() {
        None => quote!(#it.literal(#name, "");),
        Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => {
            if SAID.contains(&name.as_str()) {
                wordless(text)?;
            }
            quote!(#it.literal(#name, #text);)
        }
        Some(value) => quote_spanned! { value.span()=>
            #it.attribute(#name, crate::ui::view::IntoValue::into_value(#value));
        },
    })
}

/// Attributes that people read or hear.
const SAID: [&str; 4] = ["aria-label", "title", "placeholder", "alt"];

/// Signs between words may stand in a view. Words, two letters in a row, are in catalogues.
fn wordless(text: &LitStr) -> Result<&LitStr> {
    let letters: Vec<bool> = text.value().chars().map(char::is_alphabetic).collect();
    match letters.windows(2).any(|two| two == [true, true]) {
        true => Err(Error::new(text.span(), "words of a page stand in client/words")),
        false => Ok(text),
    }
}

fn child(node: &Node) -> Result<TokenStream> {
    let it = it();
    if let Node::Text(text) = node {
        let text = wordless(&text.value)?;
        return Ok(quote!(#it.text(#text);));
    }
    let node = value(node)?;
    Ok(quote!(#it.child({ #node });))
}
